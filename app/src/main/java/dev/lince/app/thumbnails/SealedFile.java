package dev.lince.app.thumbnails;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form of a thumbnail's file: the JPEG and, behind its end, where readers of pictures do not
 * look, its CRC-32C. So a file that a crash cut off or left full of zeros is told from a whole one.
 */
final class SealedFile {
  private static final int SEAL_BYTES = 4;

  private SealedFile() {}

  static byte[] seal(byte[] jpeg) {
    return ByteBuffer.allocate(jpeg.length + SEAL_BYTES).put(jpeg).putInt(crc(jpeg)).array();
  }

  /** The JPEG, or null where the file is damaged. */
  static byte @Nullable [] open(byte[] file) {
    int length = file.length - SEAL_BYTES;
    if (length < 1) {
      return null;
    }
    byte[] jpeg = Arrays.copyOf(file, length);
    return ByteBuffer.wrap(file).getInt(length) == crc(jpeg) ? jpeg : null;
  }

  private static int crc(byte[] jpeg) {
    CRC32C crc = new CRC32C();
    crc.update(jpeg);
    return (int) crc.getValue();
  }
}
