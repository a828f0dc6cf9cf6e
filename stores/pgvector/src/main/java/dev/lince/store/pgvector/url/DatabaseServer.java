package dev.lince.store.pgvector.url;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server of a database URL.
 *
 * @param host a name or an address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
record DatabaseServer(String host, int port) {
  static final int DEFAULT_PORT = 5432;
  private static final String DEFAULT_HOST = "localhost";
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]+");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?");
  private static final Pattern BRACKETED = Pattern.compile("\\[(" + IPV6 + ")\\](?::(?<port>.*))?");

  /** As written before the port is known; empty stands for the default. */
  private record Written(String host, String port) {}

  /**
   * Reads {@code host[:port][,host[:port]…]}.
   *
   * @param hosts as decoded; empty means localhost
   * @param ports from the URL's query: one for all servers, or one for each, before those that
   *     stand at the hosts; or none
   */
  static List<DatabaseServer> list(String hosts, List<String> ports) {
    List<Written> written = new ArrayList<>();
    for (String each : hosts.split(",", -1)) {
      written.add(written(each.strip()));
    }
    if (ports.size() > 1 && ports.size() != written.size()) {
      throw new DatabaseUrlRefused(
          "there are %d hosts and %d ports; give one port for all, or one for each host."
              .formatted(written.size(), ports.size()));
    }
    List<DatabaseServer> servers = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Written one = written.get(i);
      String common = ports.isEmpty() ? "" : ports.get(ports.size() == 1 ? 0 : i).strip();
      servers.add(new DatabaseServer(host(one.host), port(common.isEmpty() ? one.port : common)));
    }
    return List.copyOf(servers);
  }

  private static Written written(String text) {
    if (text.startsWith("/") || text.startsWith("@")) {
      throw new DatabaseUrlRefused(
          "the host is the folder of a Unix socket, which Lince cannot use; give a TCP host, such as"
              + " localhost.");
    }
    Matcher bracketed = BRACKETED.matcher(text);
    if (bracketed.matches()) {
      String port = bracketed.group("port");
      return new Written(bracketed.group(1), port == null ? "" : port);
    }
    int colon = text.indexOf(':');
    if (colon < 0 || isBareIpv6(text)) {
      return new Written(text, "");
    }
    return new Written(text.substring(0, colon), text.substring(colon + 1));
  }

  private static boolean isBareIpv6(String text) {
    return text.indexOf(':') != text.lastIndexOf(':') && IPV6.matcher(text).matches();
  }

  private static String host(String text) {
    if (text.isEmpty()) {
      return DEFAULT_HOST;
    }
    if (!NAME.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      throw new DatabaseUrlRefused(
          "the host is neither a name, an IPv4 address nor an IPv6 address in brackets; if the"
              + " password holds @, :, / or ?, write %40, %3A, %2F or %3F.");
    }
    return text;
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return DEFAULT_PORT;
    }
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new DatabaseUrlRefused(
          "the port is not a number from 1 to 65535; if this is the password, an @host is missing"
              + " behind it.");
    }
    return port;
  }

  /** {@code host:port} as URLs have it, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
