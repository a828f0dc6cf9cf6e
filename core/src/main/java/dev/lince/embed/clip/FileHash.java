package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files. */
final class FileHash {
  private static final int CHUNK = 1 << 18;

  private FileHash() {}

  /** SHA-256 of the file's bytes in lower-case hex. */
  static String of(Path file) {
    MessageDigest digest = sha256();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(chunk.clear()) >= 0) {
        digest.update(chunk.flip());
      }
    } catch (IOException e) {
      throw new ModelUnavailable(
          "The model's file %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
