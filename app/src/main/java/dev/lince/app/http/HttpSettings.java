package dev.lince.app.http;

import java.util.List;

/**
 * What the HTTP side is told at the start.
 *
 * @param host name or address to listen on
 * @param port 0–65535; 0 takes a free one
 * @param allowedOrigins origins as browsers spell them, {@code scheme://host[:port]}, or the single
 *     {@code *}
 * @param similarityThreshold least similarity of the contract's search, 0–1, unless a call brings
 *     its own
 * @param maxBytes of one uploaded picture
 * @param limits what strangers may take
 * @param basePath under which a proxy shows the server, and which it strips: empty, or with a slash
 *     at its beginning and none at its end
 */
public record HttpSettings(
    String host,
    int port,
    List<String> allowedOrigins,
    double similarityThreshold,
    long maxBytes,
    HttpLimits limits,
    String basePath) {

  /** Under no path. */
  public HttpSettings(
      String host,
      int port,
      List<String> allowedOrigins,
      double similarityThreshold,
      long maxBytes,
      HttpLimits limits) {
    this(host, port, allowedOrigins, similarityThreshold, maxBytes, limits, "");
  }

  /** With {@link HttpLimits#DEFAULT}, under no path. */
  public HttpSettings(
      String host,
      int port,
      List<String> allowedOrigins,
      double similarityThreshold,
      long maxBytes) {
    this(host, port, allowedOrigins, similarityThreshold, maxBytes, HttpLimits.DEFAULT);
  }

  /** Throws {@link IllegalArgumentException} with a sentence where a value is out of range. */
  public HttpSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("LINCE_PORT is %d; allowed: 0 to 65535.".formatted(port));
    }
    if (!(similarityThreshold >= 0 && similarityThreshold <= 1)) {
      throw new IllegalArgumentException(
          "SIMILARITY_THRESHOLD is %s; allowed: 0.0 to 1.0.".formatted(similarityThreshold));
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "A limit of %d bytes would refuse every picture.".formatted(maxBytes));
    }
    if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
      throw new IllegalArgumentException(
          "LINCE_BASE_PATH is %s; allowed: a slash at its beginning and none at its end."
              .formatted(basePath));
    }
  }
}
