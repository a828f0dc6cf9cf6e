package dev.lince.app.http;

import java.util.List;

/**
 * What strangers may take of the server.
 *
 * @param allowedHosts names that the {@code Host} of a request may have beside localhost, addresses
 *     and the server's own; lower case, no port; {@code *} for any
 * @param connections open at once, at least 1; further ones wait in the system's queue
 * @param connectionsPerAddress open at once from one address; 0 for no bound. Loopback has none,
 *     since there a proxy stands for all its clients
 * @param uploadBytes of bodies that lie on the disk or in memory while they arrive, at least 1
 */
public record HttpLimits(
    List<String> allowedHosts, int connections, int connectionsPerAddress, long uploadBytes) {
  static final String ANY_HOST = "*";

  /** No further name, 4,096 connections, 512 of them from one address, 512 MiB of uploads. */
  public static final HttpLimits DEFAULT = new HttpLimits(List.of(), 4096, 512, 512L << 20);

  /** Throws {@link IllegalArgumentException} where a limit would refuse everyone. */
  public HttpLimits {
    allowedHosts = List.copyOf(allowedHosts);
    if (connections < 1 || connectionsPerAddress < 0 || uploadBytes < 1) {
      throw new IllegalArgumentException(
          "Limits of %d connections, %d from one address, and %d bytes of uploads would refuse everyone."
              .formatted(connections, connectionsPerAddress, uploadBytes));
    }
  }
}
