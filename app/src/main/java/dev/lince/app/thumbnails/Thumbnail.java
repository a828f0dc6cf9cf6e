package dev.lince.app.thumbnails;

import java.util.HexFormat;

/**
 * A small JPEG.
 *
 * @param jpeg the whole file; nobody writes to it
 * @param etag a strong validator of these bytes (RFC 9110, section 8.8.3), with its quotes
 */
public record Thumbnail(byte[] jpeg, String etag) {
  private static final int ETAG_BYTES = 16;

  static Thumbnail of(byte[] jpeg) {
    return new Thumbnail(
        jpeg, '"' + HexFormat.of().formatHex(Sha256.of(jpeg), 0, ETAG_BYTES) + '"');
  }
}
