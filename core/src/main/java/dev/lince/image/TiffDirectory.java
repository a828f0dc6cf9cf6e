package dev.lince.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One image file directory of a TIFF (TIFF 6.0, section 2; BigTIFF): tags with their values, read
 * when they are asked for. Camera raw files are made of the same directories.
 *
 * @param next where the file says that the next directory lies; 0 for none
 */
record TiffDirectory(Layout layout, Map<Integer, Entry> entries, long next) {
  /** More tags than any program writes; a list costs memory before any limit speaks. */
  private static final int MAX_ENTRIES = 2_000;

  private static final int FRACTION = 5;

  /** How long values of a type are; 0 for types that nobody defined. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  /**
   * @param type 3 for short numbers, 4 for long ones, 2 for text, and so on
   * @param at where the values lie in the file
   */
  record Entry(int type, long count, long at) {}

  /**
   * How numbers are written in a file.
   *
   * @param base where offsets count from
   * @param wide whether it is a BigTIFF, whose offsets have 8 bytes
   */
  record Layout(FileBytes bytes, int base, boolean littleEndian, boolean wide) {
    /** By the first two bytes and the third; null where these say neither order. */
    static @Nullable Layout of(FileBytes bytes, int base) {
      boolean little = bytes.hasAscii(base, "II");
      if (!little && !bytes.hasAscii(base, "MM")) {
        return null;
      }
      Layout narrow = new Layout(bytes, base, little, false);
      return new Layout(bytes, base, little, narrow.number(2, 2) == 43);
    }

    /** A number of 1, 2, 4 or 8 bytes. */
    long number(long at, int size) {
      long value = 0;
      long from = bytes.checked(base + at, size);
      for (int i = 0; i < size; i++) {
        long next = bytes.u8(from + (littleEndian ? size - 1 - i : i));
        value = value << 8 | next;
      }
      return value;
    }

    long firstDirectoryAt() {
      return wide ? number(8, 8) : number(4, 4);
    }

    TiffDirectory directory(long at) {
      long count = number(at, wide ? 8 : 2);
      if (count < 1 || count > MAX_ENTRIES) {
        throw bytes.corrupt(String.format(Locale.ROOT, "a directory of it lists %d tags", count));
      }
      int entryBytes = wide ? 20 : 12;
      long first = at + (wide ? 8 : 2);
      Map<Integer, Entry> entries = new HashMap<>();
      for (int i = 0; i < count; i++) {
        long entry = first + (long) i * entryBytes;
        int type = (int) number(entry + 2, 2);
        long values = number(entry + 4, wide ? 8 : 4);
        long room = wide ? 8 : 4;
        long place = entry + 4 + room;
        int size = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        boolean inPlace = size > 0 && values >= 0 && values <= room / size;
        entries.putIfAbsent(
            (int) number(entry, 2),
            new Entry(type, values, inPlace ? place : number(place, (int) room)));
      }
      long end = first + count * entryBytes;
      boolean listsNext = base + end + (wide ? 8 : 4) <= bytes.length();
      return new TiffDirectory(this, entries, listsNext ? number(end, wide ? 8 : 4) : 0);
    }
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** The first value of a tag as an unsigned number. */
  long number(int tag, long missing) {
    Entry entry = entries.get(tag);
    return entry == null || entry.count < 1 ? missing : numberOf(entry, 0);
  }

  /** All values of a tag, none where it is missing. All of them lie in the file. */
  long[] numbers(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return new long[0];
    }
    layout.bytes.checked(layout.base + entry.at, Math.multiplyExact(entry.count, sizeOf(entry)));
    long[] values = new long[(int) entry.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = numberOf(entry, i);
    }
    return values;
  }

  /**
   * All values of a tag that has fractions of unsigned numbers (type 5), else none. What is divided
   * by 0 is not finite.
   */
  double[] fractions(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type != FRACTION) {
      return new double[0];
    }
    return Arrays.stream(numbers(tag)).mapToDouble(this::fraction).toArray();
  }

  /** The upper number stands first in the file, in either order of bytes. */
  private double fraction(long both) {
    long first = layout.littleEndian ? both & 0xffff_ffffL : both >>> 32;
    long second = layout.littleEndian ? both >>> 32 : both & 0xffff_ffffL;
    return (double) first / second;
  }

  /** How many values a tag has. */
  long count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count;
  }

  /** The bytes of a tag's values, whatever their type; null where it is missing. */
  ImageFile.@Nullable Span span(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return null;
    }
    long length = Math.multiplyExact(entry.count, sizeOf(entry));
    return new ImageFile.Span(layout.bytes.checked(layout.base + entry.at, length), (int) length);
  }

  /** A tag's text up to its first zero byte, at most 64 characters of it; empty where missing. */
  String text(int tag) {
    ImageFile.Span span = span(tag);
    if (span == null) {
      return "";
    }
    String text =
        new String(
            layout.bytes.array(),
            span.from(),
            Math.min(span.length(), 64),
            StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private long numberOf(Entry entry, int index) {
    int size = sizeOf(entry);
    return layout.number(entry.at + (long) index * size, size);
  }

  private int sizeOf(Entry entry) {
    int size = entry.type < TYPE_BYTES.length ? TYPE_BYTES[entry.type] : 0;
    if (size == 0 || entry.count < 0 || entry.count > layout.bytes.length()) {
      throw layout.bytes.corrupt(
          String.format(Locale.ROOT, "a tag has %d values of type %d", entry.count, entry.type));
    }
    return size;
  }
}
