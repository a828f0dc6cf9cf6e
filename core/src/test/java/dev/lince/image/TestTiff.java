package dev.lince.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Builds a TIFF, or a raw file that is one, from its parts: data first, then directories. */
final class TestTiff {
  private final ByteOrder order;
  private final boolean wide;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final int headerBytes;

  TestTiff(ByteOrder order, boolean wide) {
    this(order, wide, new byte[0]);
  }

  /** With bytes of a maker behind the header. */
  TestTiff(ByteOrder order, boolean wide, byte[] behindHeader) {
    this.order = order;
    this.wide = wide;
    headerBytes = (wide ? 16 : 8) + behindHeader.length;
    file.writeBytes(new byte[wide ? 16 : 8]);
    file.writeBytes(behindHeader);
  }

  /** Tags of one directory. */
  static final class Tags {
    private final Map<Integer, Object> values = new TreeMap<>();

    Tags put(int tag, long... numbers) {
      values.put(tag, numbers);
      return this;
    }

    Tags put(int tag, String text) {
      values.put(tag, text);
      return this;
    }

    /** Numerator, denominator, and so on. */
    Tags putFractions(int tag, int... numbers) {
      values.put(tag, numbers);
      return this;
    }

    Tags put(int tag, byte[] bytes) {
      values.put(tag, bytes);
      return this;
    }
  }

  /** Where the bytes lie. */
  long add(byte[] bytes) {
    long at = file.size();
    file.writeBytes(bytes);
    if (file.size() % 2 != 0) {
      file.write(0);
    }
    return at;
  }

  /** Where the directory lies. */
  long add(Tags tags, long next) {
    Map<Integer, long[]> places = new TreeMap<>();
    tags.values.forEach((tag, value) -> places.put(tag, entry(value)));
    long at = file.size();
    ByteBuffer directory = ByteBuffer.allocate(32 + 20 * places.size()).order(order);
    if (wide) {
      directory.putLong(places.size());
    } else {
      directory.putShort((short) places.size());
    }
    places.forEach(
        (tag, entry) -> {
          directory.putShort(tag.shortValue()).putShort((short) entry[0]);
          if (wide) {
            directory.putLong(entry[1]).putLong(entry[2]);
          } else {
            directory.putInt((int) entry[1]).putInt((int) entry[2]);
          }
        });
    if (wide) {
      directory.putLong(next);
    } else {
      directory.putInt((int) next);
    }
    file.write(directory.array(), 0, directory.position());
    return at;
  }

  /** Type, count, and value or place. Numbers are long ones, text is longer than its place. */
  private long[] entry(Object value) {
    if (value instanceof long[] numbers) {
      if (numbers.length == 1) {
        return new long[] {wide ? 16 : 4, 1, numbers[0]};
      }
      ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(order);
      for (long number : numbers) {
        bytes.putInt((int) number);
      }
      return wide && numbers.length == 2
          ? new long[] {4, 2, bytes.getLong(0)}
          : new long[] {4, numbers.length, add(bytes.array())};
    }
    if (value instanceof int[] fractions) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * fractions.length).order(order);
      bytes.asIntBuffer().put(fractions);
      return new long[] {5, fractions.length / 2, add(bytes.array())};
    }
    byte[] bytes =
        value instanceof String text
            ? (text + "\0\0\0\0\0\0\0\0").getBytes(StandardCharsets.US_ASCII)
            : (byte[]) value;
    return new long[] {value instanceof String ? 2 : 7, bytes.length, add(bytes)};
  }

  byte[] build(long first) {
    byte[] bytes = file.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(bytes).order(order);
    header.put(
        (order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    if (wide) {
      header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(first);
    } else {
      header.putShort((short) 42).putInt((int) first);
    }
    return bytes;
  }

  /** Where data begin: behind the header. */
  int headerBytes() {
    return headerBytes;
  }
}
