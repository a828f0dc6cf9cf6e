package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.keys.KeyRoom;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KeyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EventsTest {
  private static final Room KEYS =
      KeyRoom.of(new AccessKeys(List.of(), new KeyFile(Path.of("no keys.json"))), false);

  @RegisterExtension static final RunningServer server = new RunningServer(KEYS);

  @Test
  void saysWhatRunsAtOnceAndAgainWheneverThatChanges() throws IOException {
    try (Listener listener = Listener.open(server.port())) {
      assertThat(listener.status()).isEqualTo(200);
      assertThat(listener.headers())
          .contains("Content-Type: text/event-stream", "Cache-Control: no-store")
          .contains("X-Accel-Buffering: no");
      assertThat(awaitImages(listener, 5)).isEqualTo(server.get("/api/v1/status").json());
      server.album().images = 6;
      awaitImages(listener, 6);
      server.album().images = 7;
      awaitImages(listener, 7);
    }
  }

  /** What was looked at before may be told first. */
  private static JsonNode awaitImages(Listener listener, int images) throws IOException {
    JsonNode status = listener.next().orElseThrow();
    while (status.get("images").intValue() != images) {
      status = listener.next().orElseThrow();
    }
    return status;
  }

  @Test
  void tellsReasonsAndFoldersToThoseWhoMayWriteAlone() throws IOException {
    server.album().switchFailure = "/home/ana/model.onnx is damaged.";

    try (Listener owner = Listener.open(server.port());
        Listener stranger = Listener.open(server.port(), "X-Forwarded-For: 203.0.113.7\r\n")) {
      JsonNode whole = awaitFailure(owner);
      assertThat(whole.get("failure").stringValue()).contains("/home/ana");
      assertThat(whole.at("/folders/0/name").stringValue()).isEmpty();
      assertThat(Path.of(whole.at("/folders/0/folder").stringValue())).isAbsolute();
      JsonNode part = awaitFailure(stranger);
      assertThat(part.get("failure").stringValue()).isEqualTo("The server's log says why.");
      assertThat(part.get("folders").isNull()).isTrue();
    }
  }

  private static JsonNode awaitFailure(Listener listener) throws IOException {
    JsonNode status = listener.next().orElseThrow();
    while (status.get("failure").isNull()) {
      status = listener.next().orElseThrow();
    }
    return status;
  }

  @Test
  void answersHeadWithItsHeadersAlone() {
    Answer answer = server.send("HEAD", "/api/v1/events/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("text/event-stream");
  }

  @Test
  void refusesOneClientTooManyAndTakesItWhenAnotherIsGone(@TempDir Path folder) throws IOException {
    Album album = new Album(folder);
    List<Listener> listeners = new ArrayList<>();
    try (WebServer full = WebServer.start(RunningServer.settings(0), album)) {
      for (int i = 0; i < EventsController.STREAMS; i++) {
        listeners.add(Listener.open(full.port()));
        assertThat(listeners.getLast().status()).isEqualTo(200);
      }
      try (Listener tooMany = Listener.open(full.port())) {
        assertThat(tooMany.status()).isEqualTo(503);
        assertThat(tooMany.headers()).contains("Retry-After: 5", "application/problem+json");
      }

      listeners.removeFirst().close();

      listeners.add(openOnceThereIsRoom(full, album, listeners.getFirst()));
    } finally {
      for (Listener listener : listeners) {
        listener.close();
      }
    }
  }

  /** A client that is gone is noticed when it is told something. */
  private static Listener openOnceThereIsRoom(WebServer full, Album album, Listener told)
      throws IOException {
    long end = System.nanoTime() + RunningServer.GUARD.toNanos();
    for (int images = 100; System.nanoTime() < end; images++) {
      album.images = images;
      assertThat(told.next()).isPresent();
      Listener listener = Listener.open(full.port());
      if (listener.status() == 200) {
        return listener;
      }
      listener.close();
    }
    throw new AssertionError("The place of a client that is gone was never given away.");
  }

  @Test
  void tellsTheOthersWhereAClientReadsNothing() throws IOException {
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(1024);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      deaf.getOutputStream()
          .write(
              "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
      try (Listener listener = Listener.open(server.port())) {
        for (int images = 100; images < 103; images++) {
          server.album().images = images;
          awaitImages(listener, images);
        }
      }
    }
  }

  @Test
  void endsWhenTheServerStops(@TempDir Path folder) throws Exception {
    WebServer stopping = WebServer.start(RunningServer.settings(0), new Album(folder));
    try (Listener listener = Listener.open(stopping.port())) {
      assertThat(listener.next()).isPresent();

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::close);

      assertThat(listener.next()).isEmpty();
      stopped.get(RunningServer.GUARD.toSeconds(), TimeUnit.SECONDS);
    } finally {
      stopping.close();
    }
  }
}
