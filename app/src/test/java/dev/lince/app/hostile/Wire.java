package dev.lince.app.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Bytes to a server as they are: no client library tidies them up. */
final class Wire {
  /** No answer takes this long; a test that waits longer fails instead of hanging. */
  static final Duration GUARD = Duration.ofSeconds(60);

  private static final String EDGE = "edge";

  private Wire() {}

  /** Sends these bytes, closes this half of the connection, and reads all that comes. */
  static Reply send(int port, byte[] bytes) throws IOException {
    try (var socket = connect(port)) {
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
      } catch (SocketException refused) {
        // The server may answer and hang up before it has read everything.
      }
      return Reply.of(readToTheEnd(socket));
    }
  }

  static Reply send(int port, String request) throws IOException {
    return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Reply get(int port, String path) throws IOException {
    return send(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  /** Searches by a picture, as the contract has it. */
  static Reply search(int port, byte[] picture) throws IOException {
    return send(port, searchRequest(picture, "a.jpg"));
  }

  static byte[] searchRequest(byte[] picture, String fileName) {
    byte[] start =
        ("--" + EDGE + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
            .concat(fileName)
            .concat("\"\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] end = ("\r\n--" + EDGE + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
    String head =
        "POST /search-similar-images/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=%s\r\nContent-Length: %d\r\n\r\n"
            .formatted(EDGE, start.length + picture.length + end.length);
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(start);
    request.writeBytes(picture);
    request.writeBytes(end);
    return request.toByteArray();
  }

  static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) GUARD.toMillis());
    return socket;
  }

  /** What came until the server hung up, by whichever of TCP's two ways. */
  static byte[] readToTheEnd(Socket socket) throws IOException {
    var read = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        read.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException hangs) {
      throw new AssertionError("The server neither answered nor hung up.", hangs);
    } catch (SocketException reset) {
      // It hung up with bytes of ours unread.
    }
    return read.toByteArray();
  }
}
