package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the stream of events, over a bare connection. */
final class Listener implements AutoCloseable {
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final Socket socket;
  private final BufferedReader lines;
  private final StringBuilder headers = new StringBuilder();
  private final int status;

  private Listener(Socket socket, BufferedReader lines) throws IOException {
    this.socket = socket;
    this.lines = lines;
    String first = line();
    status = Integer.parseInt(first.substring(STATUS_AT, STATUS_AT + 3));
    for (String header = line(); !header.isEmpty(); header = line()) {
      headers.append(header).append('\n');
    }
  }

  /** Asks for the stream, and reads its headers. HTTP/1.0, so that events come as they are. */
  static Listener open(int port, String... moreHeaders) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) RunningServer.GUARD.toMillis());
    String request =
        "GET /api/v1/events HTTP/1.0\r\nHost: localhost\r\n%s\r\n"
            .formatted(String.join("", moreHeaders));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return new Listener(
        socket,
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
  }

  int status() {
    return status;
  }

  String headers() {
    return headers.toString();
  }

  /** The next status; empty where the stream has ended. */
  Optional<JsonNode> next() throws IOException {
    String data = null;
    String event = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty() && data != null) {
        assertThat(event).isEqualTo("status");
        return Optional.of(JsonMapper.shared().readTree(data));
      }
    }
    return Optional.empty();
  }

  private String line() throws IOException {
    return Objects.requireNonNull(lines.readLine(), "The answer ended within its headers.");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
