package dev.lince.app.http.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * One file of the page, as it is sent. Nobody writes to its bytes.
 *
 * @param gzipped null where that saves nothing
 * @param hash of the plain bytes, 16 hex digits of their SHA-256
 */
record PageFile(MediaType type, byte[] plain, byte @Nullable [] gzipped, String hash) {
  private static final int HASH_DIGITS = 16;

  /** Compresses it, which is why files are made once and kept. */
  static PageFile of(MediaType type, byte[] plain) {
    byte[] gzipped = gzip(plain);
    return new PageFile(
        type,
        plain,
        gzipped.length < plain.length ? gzipped : null,
        HexFormat.of().formatHex(sha256().digest(plain)).substring(0, HASH_DIGITS));
  }

  /** Names these bytes, compressed or not, which are two things to a cache. */
  String etag(boolean compressed) {
    return "\"%s%s\"".formatted(hash, compressed ? "-gzip" : "");
  }

  /** The first digits of the hash of many files' hashes. */
  static String hashOf(Iterable<PageFile> files) {
    MessageDigest all = sha256();
    files.forEach(file -> all.update(HexFormat.of().parseHex(file.hash())));
    return HexFormat.of().formatHex(all.digest()).substring(0, HASH_DIGITS);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256.", e);
    }
  }
}
