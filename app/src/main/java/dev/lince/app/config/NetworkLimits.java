package dev.lince.app.config;

import java.util.List;

/**
 * What strangers may take of the server.
 *
 * @param allowedHosts lower case, no port; {@code *} for any
 * @param connections at least 1
 * @param connectionsPerAddress 0 for no bound
 * @param uploadBytes at least 1
 */
public record NetworkLimits(
    List<String> allowedHosts, int connections, int connectionsPerAddress, long uploadBytes) {
  /** Copies the names. */
  public NetworkLimits {
    allowedHosts = List.copyOf(allowedHosts);
  }
}
