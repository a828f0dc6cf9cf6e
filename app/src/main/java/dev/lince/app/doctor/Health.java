package dev.lince.app.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a running Lince says of itself. */
enum Health {
  HEALTHY,
  UNHEALTHY;

  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** Asks {@code server}; empty where no Lince answers. */
  static Optional<Health> of(URI server) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) server.resolve("/health").toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) LIMIT.toMillis());
      connection.setReadTimeout((int) LIMIT.toMillis());
      boolean fine = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      try (InputStream body = fine ? connection.getInputStream() : connection.getErrorStream()) {
        boolean lince =
            body != null
                && new String(body.readNBytes(1 << 10), StandardCharsets.UTF_8)
                    .contains("\"image-search-backend\"");
        return lince ? Optional.of(fine ? HEALTHY : UNHEALTHY) : Optional.empty();
      }
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }
}
