package dev.lince.app.http.keys;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a request comes from this machine and was meant for it: neither through a proxy nor for a
 * name that was only made to mean this machine.
 */
final class Nearby {
  private static final List<String> PROXY_HEADERS =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Real-IP",
          "Via",
          "CF-Connecting-IP",
          "True-Client-IP");
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Pattern OWN_NAME =
      Pattern.compile("([^/@:]+\\.)?localhost\\.?|127(\\.\\d{1,3}){3}|\\[::1]");

  private Nearby() {}

  static boolean is(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host != null
        && isLoopback(request.getRemoteAddr())
        && PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null)
        && OWN_NAME
            .matcher(PORT.matcher(host.strip().toLowerCase(Locale.ROOT)).replaceFirst(""))
            .matches();
  }

  /** No name is looked up: what Tomcat has is an address. */
  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
