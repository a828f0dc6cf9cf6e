package dev.lince.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A PNG with random samples, filters and chunk borders, that knows which colours it must give. */
final class TestPng {
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };
  private static final int PALETTE_ENTRIES = 200;

  private final PngFile.Colour colour;
  private final int bitDepth;
  private final int width;
  private final int height;
  private final boolean interlaced;
  private final int[] samples;
  private final byte[] palette = new byte[3 * PALETTE_ENTRIES];

  TestPng(PngFile.Colour colour, int bitDepth, int width, int height, boolean interlaced) {
    this.colour = colour;
    this.bitDepth = bitDepth;
    this.width = width;
    this.height = height;
    this.interlaced = interlaced;
    samples = new int[width * height * colour.samples];
  }

  byte[] encode(long seed) {
    Random random = new Random(seed);
    random.nextBytes(palette);
    for (int i = 0; i < samples.length; i++) {
      boolean small = bitDepth == 16 && random.nextInt(4) == 0;
      samples[i] = random.nextInt(small ? 300 : 1 << bitDepth);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    int code =
        switch (colour) {
          case GREY -> 0;
          case RGB -> 2;
          case PALETTE -> 3;
          case GREY_ALPHA -> 4;
          case RGB_ALPHA -> 6;
        };
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bitDepth);
    header.put((byte) code).put((byte) 0).put((byte) 0).put((byte) (interlaced ? 1 : 0));
    chunk(png, "IHDR", header.array(), 0, 13);
    if (colour == PngFile.Colour.PALETTE) {
      chunk(png, "PLTE", palette, 0, palette.length);
    }
    byte[] data = deflate(rows(random));
    for (int at = 0; at < data.length; ) {
      int length = Math.min(data.length - at, random.nextInt(1_000));
      chunk(png, "IDAT", data, at, length);
      at += length;
    }
    chunk(png, "IEND", new byte[0], 0, 0);
    return png.toByteArray();
  }

  /** Red, green and blue of a pixel as Pillow's {@code convert("RGB")} gives them. */
  int[] expected(int x, int y) {
    int at = (y * width + x) * colour.samples;
    return switch (colour) {
      case GREY -> {
        int grey = bitDepth == 16 ? Math.min(255, samples[at]) : stretched(samples[at]);
        yield new int[] {grey, grey, grey};
      }
      case GREY_ALPHA -> {
        int grey = stretched(samples[at]);
        yield new int[] {grey, grey, grey};
      }
      case RGB, RGB_ALPHA ->
          new int[] {
            stretched(samples[at]), stretched(samples[at + 1]), stretched(samples[at + 2])
          };
      case PALETTE -> {
        int i = samples[at];
        yield i < PALETTE_ENTRIES
            ? new int[] {palette[3 * i] & 255, palette[3 * i + 1] & 255, palette[3 * i + 2] & 255}
            : new int[] {i, i, i};
      }
    };
  }

  private int stretched(int sample) {
    return bitDepth == 16 ? sample >> 8 : sample * 255 / ((1 << bitDepth) - 1);
  }

  private byte[] rows(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] pass : interlaced ? ADAM7 : new int[][] {{0, 0, 1, 1}}) {
      int columns = Math.max(0, (width - pass[0] + pass[2] - 1) / pass[2]);
      byte[] above = new byte[(columns * colour.samples * bitDepth + 7) / 8];
      for (int y = pass[1]; y < height && columns > 0; y += pass[3]) {
        byte[] row = packed(y, pass[0], pass[2], above.length);
        int filter = random.nextInt(5);
        out.write(filter);
        out.writeBytes(filtered(filter, row, above));
        above = row;
      }
    }
    return out.toByteArray();
  }

  private byte[] packed(int y, int left, int step, int rowBytes) {
    byte[] row = new byte[rowBytes];
    int bit = 0;
    for (int x = left; x < width; x += step) {
      for (int s = 0; s < colour.samples; s++) {
        int sample = samples[(y * width + x) * colour.samples + s];
        for (int b = bitDepth - 1; b >= 0; b--, bit++) {
          row[bit / 8] |= (byte) (((sample >> b) & 1) << (7 - bit % 8));
        }
      }
    }
    return row;
  }

  private byte[] filtered(int filter, byte[] row, byte[] above) {
    int back = Math.max(1, colour.samples * bitDepth / 8);
    byte[] out = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      int a = i < back ? 0 : row[i - back] & 255;
      int b = above[i] & 255;
      int c = i < back ? 0 : above[i - back] & 255;
      int prediction =
          switch (filter) {
            case 0 -> 0;
            case 1 -> a;
            case 2 -> b;
            case 3 -> (a + b) / 2;
            default -> paeth(a, b, c);
          };
      out[i] = (byte) (row[i] - prediction);
    }
    return out;
  }

  private static int paeth(int a, int b, int c) {
    int p = a + b - c;
    if (Math.abs(p - a) <= Math.abs(p - b) && Math.abs(p - a) <= Math.abs(p - c)) {
      return a;
    }
    return Math.abs(p - b) <= Math.abs(p - c) ? b : c;
  }

  private static byte[] deflate(byte[] rows) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(rows);
      deflater.finish();
      byte[] out = new byte[rows.length + rows.length / 100 + 100];
      return Arrays.copyOf(out, deflater.deflate(out));
    }
  }

  private static void chunk(
      ByteArrayOutputStream png, String name, byte[] body, int from, int length) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(ascii);
    sum.update(body, from, length);
    png.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    png.writeBytes(ascii);
    png.write(body, from, length);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
