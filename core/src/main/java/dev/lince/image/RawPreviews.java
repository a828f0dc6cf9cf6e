package dev.lince.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JPEGs in a camera's raw file. Most makers' files are TIFFs whose directories say where they
 * lie (TIFF/EP; DNG specification); Canon's CR3 is made of boxes, and Fuji's RAF says it in its
 * header. What points beyond the end of the file means that the file was cut off.
 */
final class RawPreviews {
  private static final int MAX_DIRECTORIES = 64;
  private static final int MAX_PREVIEWS = 64;

  private static final int COMPRESSION = 259;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_LENGTHS = 279;
  private static final int SUB_DIRECTORIES = 330;
  private static final int JPEG_OFFSET = 513;
  private static final int JPEG_LENGTH = 514;
  private static final int PANASONIC_JPEG = 46;
  private static final int EXIF_DIRECTORY = 34_665;
  private static final int MAKER_NOTE = 37_500;
  private static final int RAF_JPEG = 84;

  /**
   * @param pixels that its frame header says; 0 where it is not a JPEG to look at
   */
  record Preview(FileBytes bytes, ImageFile.Span span, long pixels) {
    FileBytes copy() {
      byte[] array = Arrays.copyOfRange(bytes.array(), span.from(), span.from() + span.length());
      return new FileBytes(array, bytes.type());
    }
  }

  private final FileBytes bytes;
  private final List<Preview> found = new ArrayList<>();
  private Exif notes = Exif.NONE;

  private RawPreviews(FileBytes bytes) {
    this.bytes = bytes;
  }

  static RawPreviews of(FileBytes bytes) {
    RawPreviews previews = new RawPreviews(bytes);
    try {
      previews.look();
    } catch (ArithmeticException e) {
      throw (ImageRefused) bytes.corrupt("its numbers are beyond all bounds").initCause(e);
    }
    return previews;
  }

  List<Preview> found() {
    return found;
  }

  /** What the raw file itself notes of its picture. */
  Exif notes() {
    return notes;
  }

  private void look() {
    if (bytes.hasAscii(0, "FUJIFILM")) {
      add(bytes.u32Big(RAF_JPEG), bytes.u32Big(RAF_JPEG + 4));
    } else if (bytes.hasAscii(4, "ftyp")) {
      CanonBoxes boxes = CanonBoxes.of(bytes);
      boxes.previews().forEach(span -> add(span.from(), span.length()));
      notes = boxes.notes();
    } else {
      TiffDirectory.Layout layout = TiffDirectory.Layout.of(bytes, 0);
      if (layout == null) {
        throw bytes.corrupt("its header names no byte order");
      }
      walk(layout);
    }
  }

  private void walk(TiffDirectory.Layout layout) {
    Set<Long> seen = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>(List.of(layout.firstDirectoryAt()));
    while (!open.isEmpty()) {
      long at = open.remove();
      if (at == 0 || !seen.add(at)) {
        continue;
      }
      if (seen.size() > MAX_DIRECTORIES) {
        throw bytes.corrupt("it has more directories than any camera writes");
      }
      TiffDirectory directory = layout.directory(at);
      if (seen.size() == 1) {
        notes = TiffNotes.of(directory);
        ImageFile.Span makers = makersPreview(directory);
        if (makers != null) {
          add(makers.from(), makers.length());
        }
      }
      addPreviews(directory);
      if (directory.count(SUB_DIRECTORIES) <= MAX_DIRECTORIES) {
        Arrays.stream(directory.numbers(SUB_DIRECTORIES)).forEach(open::add);
      }
      open.add(directory.next());
    }
  }

  private void addPreviews(TiffDirectory directory) {
    add(directory.number(JPEG_OFFSET, 0), directory.number(JPEG_LENGTH, 0));
    long compression = directory.number(COMPRESSION, 1);
    boolean oneStrip = directory.count(STRIP_OFFSETS) == 1 && directory.count(STRIP_LENGTHS) == 1;
    if ((compression == 6 || compression == 7) && oneStrip) {
      add(directory.number(STRIP_OFFSETS, 0), directory.number(STRIP_LENGTHS, 0));
    }
    ImageFile.Span panasonic = directory.span(PANASONIC_JPEG);
    if (panasonic != null) {
      add(panasonic.from(), panasonic.length());
    }
  }

  /** Olympus says it in its own notes alone. Broken notes, or another maker's, say nothing. */
  private static ImageFile.@Nullable Span makersPreview(TiffDirectory first) {
    try {
      TiffDirectory.Layout layout = first.layout();
      long exifAt = first.number(EXIF_DIRECTORY, 0);
      ImageFile.Span note = exifAt == 0 ? null : layout.directory(exifAt).span(MAKER_NOTE);
      return note == null ? null : OlympusNote.preview(layout, note);
    } catch (ImageRefused | ArithmeticException broken) {
      return null;
    }
  }

  private void add(long from, long length) {
    if (from <= 0 || length < 4 || found.size() == MAX_PREVIEWS) {
      return;
    }
    ImageFile.Span span = new ImageFile.Span(bytes.checked(from, length), (int) length);
    found.add(new Preview(bytes, span, pixels(span)));
  }

  /** By its first frame header, if that is one of the kinds that show a picture. */
  private long pixels(ImageFile.Span span) {
    int end = span.from() + span.length();
    int at = span.from() + 2;
    if (!bytes.hasAscii(span.from(), "\u00ff\u00d8\u00ff")) {
      return 0;
    }
    while (at + 9 < end && bytes.u8(at) == 0xff) {
      int marker = bytes.u8(at + 1);
      if (marker >= 0xc0 && marker <= 0xc2) {
        boolean eightBits = bytes.u8(at + 4) == 8;
        return eightBits ? (long) bytes.u16Big(at + 5) * bytes.u16Big(at + 7) : 0;
      }
      boolean lossless = marker == 0xc3 || (marker >= 0xc5 && marker <= 0xc7);
      if (lossless || marker == 0xd9 || marker == 0xda) {
        return 0;
      }
      at += marker == 0xff ? 1 : 2 + bytes.u16Big(at + 2);
    }
    return 0;
  }
}
