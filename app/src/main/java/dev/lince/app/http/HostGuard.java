package dev.lince.app.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests for a host that this server is not. A page of another site whose name was made
 * to mean 127.0.0.1 (DNS rebinding) is of the same origin as what it asks for, in its browser's
 * eyes, so that only the name in {@code Host} gives it away. An address in {@code Host} does not
 * come about that way. A server that listens for other machines too takes any name, unless names
 * are listed: nobody knows what it is called in its network.
 */
final class HostGuard extends OncePerRequestFilter {
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Pattern ADDRESS =
      Pattern.compile("\\[[0-9a-f:.%]+]|\\d{1,3}(\\.\\d{1,3}){3}");

  private final Set<String> names = new HashSet<>();
  private final boolean anyName;

  HostGuard(HttpSettings settings, InetAddress address) {
    Set<String> listed = Set.copyOf(settings.limits().allowedHosts());
    anyName =
        listed.contains(HttpLimits.ANY_HOST) || (listed.isEmpty() && !address.isLoopbackAddress());
    names.add("localhost");
    names.add(plain(settings.host()));
    names.addAll(listed);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host == null || isOwn(host)) {
      chain.doFilter(request, response);
    } else {
      Problem.of(
              421,
              "Lince is not called as this request's Host says; if that name is meant for it, add it to LINCE_ALLOWED_HOSTS.")
          .send(request, response);
    }
  }

  private boolean isOwn(String host) {
    String name = plain(PORT.matcher(host).replaceFirst(""));
    return anyName
        || names.contains(name)
        || name.endsWith(".localhost")
        || ADDRESS.matcher(name).matches();
  }

  /** Lower case, without the dot that ends a full name. */
  private static String plain(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
