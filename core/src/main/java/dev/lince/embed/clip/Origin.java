package dev.lince.embed.clip;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port, which together say who gets a secret. */
record Origin(String scheme, String host, int port) {
  /** The origin of an absolute address with a host; the usual port stands for none. */
  static Origin of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }
}
