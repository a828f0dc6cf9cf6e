package dev.lince.image;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The markers of a JPEG (ITU-T T.81, Annex B), walked from start to end: that is also how a cut-off
 * file is told from a whole one, which decoders paint over in grey.
 *
 * @param colours what its components mean
 */
record JpegFile(FileBytes bytes, int width, int height, Colours colours, @Nullable Span exif)
    implements ImageFile {

  /** The colour spaces of a JPEG, with the number of components that each one has. */
  enum Colours {
    GREY(1),
    RGB(3),
    YCC(3),
    CMYK(4),
    /** Without Adobe's marker; Pillow takes its inks for inverted all the same. */
    UNMARKED_CMYK(4),
    YCCK(4);

    final int components;

    Colours(int components) {
      this.components = components;
    }
  }

  /**
   * A progressive picture needs about ten scans. Each one costs a decoder a pass over all
   * coefficients, so thousands of empty ones in a few kilobytes would keep it busy for minutes.
   */
  static final int MAX_SCANS = 64;

  static JpegFile read(FileBytes bytes) {
    return new Walk(bytes).toEnd();
  }

  private static final class Walk {
    private final FileBytes bytes;
    private int at = 2;
    private int frameAt;
    private int scans;
    private boolean jfif;
    private int adobeTransform = -1;
    private @Nullable Span exif;

    Walk(FileBytes bytes) {
      this.bytes = bytes;
    }

    JpegFile toEnd() {
      for (int marker = nextMarker(); marker != 0xd9; marker = nextMarker()) {
        boolean standsAlone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        if (!standsAlone) {
          segment(marker);
        }
      }
      return file();
    }

    /** Passes over entropy-coded bytes, fill bytes and restart markers as libjpeg does. */
    private int nextMarker() {
      byte[] array = bytes.array();
      while (at + 1 < array.length) {
        int second = array[at + 1] & 0xff;
        if (array[at] != (byte) 0xff) {
          at++;
        } else if (second == 0xff) {
          at++;
        } else if (second == 0 || (second >= 0xd0 && second <= 0xd7)) {
          at += 2;
        } else {
          at += 2;
          return second;
        }
      }
      throw bytes.cutOff();
    }

    private void segment(int marker) {
      int length = bytes.u16Big(at);
      if (length < 2) {
        throw bytes.corrupt(
            String.format(Locale.ROOT, "a segment says that it is %d bytes long", length));
      }
      bytes.checked(at, length);
      int body = at + 2;
      switch (marker) {
        case 0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
            frame(body);
        case 0xda -> scan();
        case 0xe0 -> jfif |= length >= 16 && bytes.hasAscii(body, "JFIF\0");
        case 0xe1 -> {
          if (exif == null && length >= 8 && bytes.hasAscii(body, "Exif\0\0")) {
            exif = new Span(body + 6, length - 8);
          }
        }
        case 0xee -> {
          if (length >= 14 && bytes.hasAscii(body, "Adobe")) {
            adobeTransform = bytes.u8(body + 11);
          }
        }
        default -> {}
      }
      at += length;
    }

    private void frame(int body) {
      if (frameAt != 0) {
        throw bytes.corrupt("it has more than one frame header");
      }
      bytes.checked(body, 6);
      frameAt = body;
    }

    private void scan() {
      if (frameAt == 0) {
        throw bytes.corrupt("a scan comes before the frame header");
      }
      if (++scans > MAX_SCANS) {
        throw bytes.corrupt(
            String.format(
                Locale.ROOT,
                "it has more than %d scans, which no camera or program writes",
                MAX_SCANS));
      }
    }

    private JpegFile file() {
      if (scans == 0) {
        throw bytes.corrupt("it holds no picture");
      }
      int precision = bytes.u8(frameAt);
      int height = bytes.u16Big(frameAt + 1);
      int width = bytes.u16Big(frameAt + 3);
      int components = bytes.u8(frameAt + 5);
      ImageFile.requireSides(bytes, width, height);
      if (precision != 8 || (components != 1 && components != 3 && components != 4)) {
        throw new ImageRefused.NotAnImage(
            String.format(
                Locale.ROOT,
                "The JPEG has %d components of %d bits; Lince reads 1, 3 or 4 components of 8 bits.",
                components,
                precision));
      }
      return new JpegFile(bytes, width, height, colours(components), exif);
    }

    /** The choice that libjpeg makes (jdapimin.c), since the format itself does not say. */
    private Colours colours(int components) {
      if (components == 1) {
        return Colours.GREY;
      }
      if (components == 4) {
        return switch (adobeTransform) {
          case -1 -> Colours.UNMARKED_CMYK;
          case 0 -> Colours.CMYK;
          default -> Colours.YCCK;
        };
      }
      boolean named = !jfif && adobeTransform < 0;
      boolean namedRgb =
          named
              && bytes.u8(frameAt + 6) == 'R'
              && bytes.u8(frameAt + 9) == 'G'
              && bytes.u8(frameAt + 12) == 'B';
      return namedRgb || (!jfif && adobeTransform == 0) ? Colours.RGB : Colours.YCC;
    }
  }
}
