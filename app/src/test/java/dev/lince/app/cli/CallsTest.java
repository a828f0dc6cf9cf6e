package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private boolean saysWhen = true;
  private HttpServer server;
  private Calls calls;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (saysWhen) {
            exchange.getResponseHeaders().set("Retry-After", "1");
          }
          exchange.sendResponseHeaders(statuses.remove(), -1);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    calls = new Calls(url, Optional.empty());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksABusyServerAgain() {
    statuses.addAll(List.of(503, 429, 201));
    List<String> heard = new ArrayList<>();
    assertThat(calls.insist("/", new Form(), heard::add).status()).isEqualTo(201);
    assertThat(statuses).isEmpty();
    assertThat(heard).hasSize(2);
  }

  @Test
  void doesNotAskAgainWhereTheServerNamesNoTime() {
    saysWhen = false;
    statuses.addAll(List.of(503, 201));
    List<String> heard = new ArrayList<>();
    assertThat(calls.insist("/", new Form(), heard::add).status()).isEqualTo(503);
    assertThat(heard).isEmpty();
    assertThat(statuses).containsExactly(201);
  }
}
