package dev.lince.image;

import java.util.Arrays;

/**
 * The rows of a strip or tile of a TIFF as samples: bytes are unpacked, differences are undone. For
 * one thread; to be closed by who opened it.
 */
final class TiffRows implements AutoCloseable {
  private final TiffFile file;
  private final TiffFormat format;
  private final TiffBytes source;
  private final byte[] row;
  private final int samplesInRow;

  private TiffRows(TiffFile file, TiffBytes source) {
    this.file = file;
    this.format = file.format();
    this.source = source;
    samplesInRow = file.segments().width() * (format.planar() ? 1 : format.samples());
    row = new byte[Math.toIntExact(((long) samplesInRow * format.bits() + 7) / 8)];
  }

  static TiffRows open(TiffFile file, ImageFile.Span span) {
    byte[] packed =
        Arrays.copyOfRange(file.bytes().array(), span.from(), span.from() + span.length());
    if (file.format().lowBitFirst()) {
      for (int i = 0; i < packed.length; i++) {
        packed[i] = (byte) (Integer.reverse(packed[i]) >>> 24);
      }
    }
    return new TiffRows(file, TiffBytes.of(file, packed));
  }

  /** Writes the next row to every {@code step}th place of {@code samples}, from {@code first}. */
  void next(int[] samples, int first, int step) {
    if (!source.fill(row)) {
      throw file.bytes().corrupt("its compressed data end before the picture is complete");
    }
    boolean little = file.directory().layout().littleEndian();
    int bits = format.bits();
    for (int i = 0, to = first; i < samplesInRow; i++, to += step) {
      samples[to] =
          switch (bits) {
            case 8 -> row[i] & 0xff;
            case 16 ->
                (row[2 * i + (little ? 1 : 0)] & 0xff) << 8
                    | (row[2 * i + (little ? 0 : 1)] & 0xff);
            default -> (row[i * bits / 8] >> (8 - bits - i * bits % 8)) & ((1 << bits) - 1);
          };
    }
    if (format.predicted()) {
      undoDifferences(samples, first, step);
    }
  }

  private void undoDifferences(int[] samples, int first, int step) {
    int back = format.planar() ? step : format.samples();
    int mask = (1 << format.bits()) - 1;
    int end = first + samplesInRow * step;
    for (int at = first + back; at < end; at += step) {
      samples[at] = (samples[at] + samples[at - back]) & mask;
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
