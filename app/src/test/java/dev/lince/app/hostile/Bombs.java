package dev.lince.app.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Small files that would become large, or keep a reader busy for long, if it let them. */
final class Bombs {
  private static final int UNPACKED = 200 << 20;

  private Bombs() {}

  /** A whole JPEG whose frame header was changed to other sides, of up to 65,535. */
  static byte[] jpegThatClaims(byte[] jpeg, int width, int height) {
    byte[] bytes = jpeg.clone();
    int at = 2;
    while (bytes[at + 1] < (byte) 0xc0 || bytes[at + 1] > (byte) 0xc2) {
      at += 2 + ((bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff));
    }
    ByteBuffer.wrap(bytes).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
    return bytes;
  }

  /** A progressive JPEG whose last scan comes ten thousand times. */
  static byte[] jpegOfManyScans(byte[] progressive) {
    int scan = progressive.length - 2;
    while (progressive[scan] != (byte) 0xff || progressive[scan + 1] != (byte) 0xda) {
      scan--;
    }
    var bytes = new ByteArrayOutputStream();
    bytes.write(progressive, 0, scan);
    for (int i = 0; i < 10_000; i++) {
      bytes.write(progressive, scan, Math.min(200, progressive.length - 2 - scan));
    }
    bytes.write(0xff);
    bytes.write(0xd9);
    return bytes.toByteArray();
  }

  /** A grey pixel, with a chunk in front of it that unpacks to 200 MB. */
  static byte[] pngWith(String chunk, String keyword) {
    var body = new ByteArrayOutputStream();
    body.writeBytes((keyword + "\0\0").getBytes(StandardCharsets.ISO_8859_1));
    body.writeBytes(packed(UNPACKED));
    return png(chunk, body.toByteArray(), packed(2));
  }

  /** A grey pixel whose data unpack to 200 MB. */
  static byte[] pngOfTooMuchData() {
    return png("tEXt", "a\0b".getBytes(StandardCharsets.ISO_8859_1), packed(UNPACKED));
  }

  private static byte[] png(String chunk, byte[] body, byte[] data) {
    var png = new ByteArrayOutputStream();
    png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    chunk(png, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0});
    chunk(png, chunk, body);
    chunk(png, "IDAT", data);
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  /** Adds a chunk of a PNG, with its checksum. */
  static void chunk(ByteArrayOutputStream png, String name, byte[] body) {
    byte[] named =
        ByteBuffer.allocate(4 + body.length)
            .put(name.getBytes(StandardCharsets.ISO_8859_1))
            .put(body)
            .array();
    CRC32 sum = new CRC32();
    sum.update(named);
    png.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    png.writeBytes(named);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static byte[] packed(int zeros) {
    var packed = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(packed)) {
      byte[] block = new byte[Math.min(zeros, 1 << 20)];
      for (int left = zeros; left > 0; left -= block.length) {
        deflater.write(block, 0, Math.min(left, block.length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** One pixel, a hundred thousand times. */
  static byte[] gifOfManyFrames() {
    var gif = new ByteArrayOutputStream();
    gif.writeBytes("GIF89a\1\0\1\0\u0080\0\0".getBytes(StandardCharsets.ISO_8859_1));
    gif.writeBytes(new byte[] {0, 0, 0, -1, -1, -1});
    byte[] frame = {
      0x21, (byte) 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0
    };
    for (int i = 0; i < 100_000; i++) {
      gif.writeBytes(frame);
    }
    gif.write(0x3b);
    return gif.toByteArray();
  }

  /** An animated WebP with a hundred thousand further frames. */
  static byte[] webpOfManyFrames(byte[] animated) {
    byte[] frame = new byte[8 + 16 + 8];
    ByteBuffer.wrap(frame)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("ANMF".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(24)
        .position(24)
        .put("VP8L".getBytes(StandardCharsets.ISO_8859_1));
    var webp = new ByteArrayOutputStream();
    webp.writeBytes(animated);
    for (int i = 0; i < 100_000; i++) {
      webp.writeBytes(frame);
    }
    byte[] bytes = webp.toByteArray();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes.length - 8);
    return bytes;
  }
}
