package dev.lince.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;

/** Whether serve could listen, or does already. */
final class PortCheck implements Check {
  private final String host;
  private final int port;
  private final Optional<URI> running;

  /**
   * @param running the server that works on this data folder
   */
  PortCheck(String host, int port, Optional<URI> running) {
    this.host = host;
    this.port = port;
    this.running = running;
  }

  @Override
  public String name() {
    return "port";
  }

  @Override
  public Outcome examine() {
    if (running.isPresent()) {
      return new Outcome.Ok("Lince runs at %s.".formatted(running.get()));
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
      return new Outcome.Ok("%s:%d is free.".formatted(host, port));
    } catch (IOException taken) {
      URI there = URI.create("http://127.0.0.1:" + port);
      return Health.of(there).isPresent()
          ? new Outcome.Warning(
              "Another Lince, with another data folder, answers at %s.".formatted(there),
              "Give this one another LINCE_PORT.")
          : new Outcome.Problem(
              "%s:%d cannot be listened on: %s.".formatted(host, port, taken.getMessage()),
              "End the program that listens there, or set LINCE_PORT and LINCE_HOST.");
    }
  }
}
