package dev.lince.app.http;

import dev.lince.app.http.search.SearchRoom;
import dev.lince.app.observe.Observers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on a free port for the tests of one class, over a fresh {@link Album}. */
final class RunningServer implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  static final int MAX_BYTES = 100_000;
  static final String ALLOWED = "http://localhost:3000";

  /** No answer takes this long; a test that waits longer fails instead of hanging. */
  static final Duration GUARD = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Room[] rooms;
  private Path folder = Path.of("");
  private Album album = new Album(folder);
  private @Nullable WebServer server;

  /** One that has these rooms beside that of searches. */
  RunningServer(Room... more) {
    rooms = Stream.concat(Stream.of(SearchRoom.of()), Arrays.stream(more)).toArray(Room[]::new);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("lince-http").toRealPath();
    Files.createDirectories(folder.resolve("images"));
    album = new Album(folder.resolve("images"));
    server = WebServer.start(settings(0), album, Observers.NONE, rooms);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    album.storeReachable = true;
    album.knowsWords = true;
    album.readiness = new Backend.Readiness.Ready();
    album.hasRoom = true;
    album.images = 5;
    album.switchFailure = null;
    album.failure = null;
    album.duringSearch = () -> {};
    album.searches.set(0);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    running().close();
    client.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static HttpSettings settings(int port) {
    return new HttpSettings("127.0.0.1", port, List.of(ALLOWED), 0.2, MAX_BYTES);
  }

  Album album() {
    return album;
  }

  /** The folder that holds the album's own, for what must not be served. */
  Path outside() {
    return folder;
  }

  /** The uploads that lie on the disk now. */
  List<Path> uploads() {
    try (Stream<Path> files = Files.walk(running().temporaryFolder())) {
      return files.filter(file -> file.getFileName().toString().startsWith("upload")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return running().port();
  }

  private WebServer running() {
    return Objects.requireNonNull(server);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(GUARD);
  }

  Answer get(String path, String... headers) {
    HttpRequest.Builder builder = request(path);
    return send(headers.length == 0 ? builder : builder.headers(headers));
  }

  /** Sends a request without a body. */
  Answer send(String method, String path, String... headers) {
    HttpRequest.Builder builder = request(path).method(method, HttpRequest.BodyPublishers.noBody());
    return send(headers.length == 0 ? builder : builder.headers(headers));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new AssertionError("No answer came.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Posts one picture as the contract has it. */
  Answer search(String path, byte[] picture, String... headers) {
    Multipart form = new Multipart().file("file", "a.jpg", picture);
    HttpRequest.Builder builder =
        request(path)
            .header("Content-Type", form.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()));
    return send(headers.length == 0 ? builder : builder.headers(headers));
  }

  /** Sends bytes as they are, closes its half of the connection, and reads all that comes. */
  Answer raw(byte[] bytes) {
    return raw(port(), "", bytes);
  }

  /** As {@link #raw(byte[])}, to another server on this machine. */
  Answer raw(int otherPort, String request) {
    return raw(otherPort, request, new byte[0]);
  }

  Answer raw(int otherPort, String head, byte[] body) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), otherPort)) {
      socket.setSoTimeout((int) GUARD.toMillis());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      socket.shutdownOutput();
      return Answer.parse(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new AssertionError("No answer came.", e);
    }
  }

  Answer raw(String request) {
    return raw(request.getBytes(StandardCharsets.ISO_8859_1));
  }
}
