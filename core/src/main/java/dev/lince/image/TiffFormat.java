package dev.lince.image;

import java.util.Locale;

/**
 * How the samples of a TIFF are written; what Lince does not read is refused by name.
 *
 * @param samples of a pixel, those beyond its colour included
 * @param bits of a sample: 1, 2, 4, 8 or 16
 * @param planar whether each sample has strips of its own
 * @param predicted whether a sample is written as the difference to the one on its left
 * @param lowBitFirst whether the bits of each byte are in reverse order
 * @param premultiplied whether the sample behind the colour is alpha that was multiplied in
 */
record TiffFormat(
    int samples,
    int bits,
    Colours colours,
    Compression compression,
    boolean planar,
    boolean predicted,
    boolean lowBitFirst,
    boolean premultiplied) {

  enum Colours {
    WHITE_IS_ZERO(0, 1),
    BLACK_IS_ZERO(1, 1),
    RGB(2, 3),
    PALETTE(3, 1),
    CMYK(5, 4),
    YCC(6, 3);

    private final int code;

    /** Of a pixel, alpha and others left out. */
    final int samples;

    Colours(int code, int samples) {
      this.code = code;
      this.samples = samples;
    }
  }

  enum Compression {
    NONE(1),
    HUFFMAN(2),
    FAX3(3),
    FAX4(4),
    LZW(5),
    JPEG(7),
    DEFLATE(8),
    OLD_DEFLATE(32_946),
    PACK_BITS(32_773);

    private final int code;

    Compression(int code) {
      this.code = code;
    }

    boolean isFax() {
      return this == HUFFMAN || this == FAX3 || this == FAX4;
    }

    private boolean canPredict() {
      return this == LZW || this == DEFLATE || this == OLD_DEFLATE;
    }
  }

  private static final int MAX_SAMPLES = 8;

  /** Tags that a whole format is read from. */
  private static final int BITS = 258;

  private static final int COMPRESSION = 259;
  private static final int COLOURS = 262;
  private static final int FILL_ORDER = 266;
  private static final int SAMPLES = 277;
  private static final int PLANAR = 284;
  private static final int PREDICTOR = 317;
  private static final int INKS = 332;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;

  static TiffFormat of(TiffDirectory directory) {
    int samples = Math.clamp(directory.number(SAMPLES, 1), 0, MAX_SAMPLES + 1);
    Colours colours = colours(directory, samples);
    Compression compression = compression(directory);
    long predictor = compression.canPredict() ? directory.number(PREDICTOR, 1) : 1;
    if (predictor > 2) {
      throw unread("predictor " + predictor);
    }
    TiffFormat format =
        new TiffFormat(
            samples,
            bits(directory, samples),
            colours,
            compression,
            samples > 1 && directory.number(PLANAR, 1) == 2,
            predictor == 2,
            directory.number(FILL_ORDER, 1) == 2,
            samples > colours.samples && directory.number(EXTRA_SAMPLES, 0) == 1);
    format.requireReadable();
    if (colours == Colours.CMYK && directory.number(INKS, 1) != 1) {
      throw unread("inks other than the usual four");
    }
    return format;
  }

  private static Colours colours(TiffDirectory directory, int samples) {
    long code = directory.number(COLOURS, -1);
    for (Colours colours : Colours.values()) {
      if (colours.code == code && samples >= colours.samples && samples <= MAX_SAMPLES) {
        return colours;
      }
    }
    throw unread("colours of kind " + code + " with " + samples + " samples a pixel");
  }

  private static Compression compression(TiffDirectory directory) {
    long code = directory.number(COMPRESSION, 1);
    for (Compression compression : Compression.values()) {
      if (compression.code == code) {
        return compression;
      }
    }
    throw unread("compression " + code);
  }

  private static int bits(TiffDirectory directory, int samples) {
    long[] all = directory.numbers(BITS);
    long bits = all.length == 0 ? 1 : all[0];
    for (int i = 0; i < Math.min(samples, all.length); i++) {
      if (all[i] != bits) {
        throw unread("samples of different lengths");
      }
    }
    boolean known = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    if (!known || directory.number(SAMPLE_FORMAT, 1) != 1) {
      throw unread("samples of " + bits + " bits, kind " + directory.number(SAMPLE_FORMAT, 1));
    }
    return (int) bits;
  }

  private void requireReadable() {
    boolean jpeg = compression == Compression.JPEG;
    if (colours == Colours.YCC && !jpeg) {
      throw unread("luma and chroma that are not a JPEG");
    }
    if (colours == Colours.PALETTE && (bits > 8 || jpeg)) {
      throw unread("a palette of " + bits + " bits");
    }
    if (jpeg && (planar || bits != 8 || samples != colours.samples || colours == Colours.CMYK)) {
      throw unread("a JPEG of " + samples + " samples of " + bits + " bits");
    }
    if (compression.isFax() && (bits != 1 || samples != 1)) {
      throw unread("fax compression of " + samples + " samples of " + bits + " bits");
    }
    if (predicted && bits < 8) {
      throw unread("differences of " + bits + " bits");
    }
  }

  private static ImageRefused unread(String what) {
    return new ImageRefused.NotAnImage(
        String.format(
            Locale.ROOT,
            "The TIFF has %s, which Lince does not read; save it as a TIFF of 8 bits, or as PNG.",
            what));
  }
}
