package dev.lince.embed.clip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a network by {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code
 * NO_PROXY}, as curl and Python read them. Java's own properties ({@code https.proxyHost}) go
 * before, since they were said to Lince alone. Immutable.
 */
final class HubProxy extends ProxySelector {
  private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private final Map<String, Address> byScheme;
  private final List<String> exempt;

  /**
   * @param byScheme the proxies for {@code http} and {@code https}
   * @param exempt hosts that are asked directly: a host or a domain, each perhaps with a port, or
   *     {@code *} for all
   */
  HubProxy(Map<String, Address> byScheme, List<String> exempt) {
    this.byScheme = Map.copyOf(byScheme);
    this.exempt = List.copyOf(exempt);
    boolean hasLogin = byScheme.values().stream().anyMatch(proxy -> proxy.login() != null);
    if (hasLogin && System.getProperty(TUNNEL_SCHEMES) == null) {
      // The JDK keeps a password from a proxy that it asks for a tunnel, unless told otherwise.
      System.setProperty(TUNNEL_SCHEMES, "");
    }
  }

  /** The proxy of the environment that {@code uri} is asked through, if it is. */
  Optional<Address> of(URI uri) {
    boolean isJavasMatter = System.getProperty(uri.getScheme() + ".proxyHost") != null;
    return isJavasMatter || isExempt(uri)
        ? Optional.empty()
        : Optional.ofNullable(byScheme.get(uri.getScheme()));
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<Address> proxy = of(uri);
    if (proxy.isPresent()) {
      var address = InetSocketAddress.createUnresolved(proxy.get().host(), proxy.get().port());
      return List.of(new Proxy(Proxy.Type.HTTP, address));
    }
    ProxySelector usual = ProxySelector.getDefault();
    return usual == null ? List.of(Proxy.NO_PROXY) : usual.select(uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException cause) {
    // The request fails with the same cause.
  }

  private boolean isExempt(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = Origin.of(uri).port();
    return exempt.stream().anyMatch(entry -> covers(entry, host, port));
  }

  private static boolean covers(String entry, String host, int port) {
    String name = entry;
    int colon = entry.lastIndexOf(':');
    if (colon > 0 && entry.substring(colon + 1).matches("\\d+") && entry.indexOf(':') == colon) {
      if (Integer.parseInt(entry.substring(colon + 1)) != port) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    String domain = name.replaceFirst("^\\*?\\.", "");
    return name.equals("*") || host.equals(domain) || host.endsWith("." + domain);
  }

  /** A proxy. Its text is without the password. */
  record Address(String host, int port, @Nullable String login) {
    /** The value of {@code Proxy-Authorization}, where the proxy has a name and a password. */
    Optional<String> authorization() {
      return Optional.ofNullable(login)
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
