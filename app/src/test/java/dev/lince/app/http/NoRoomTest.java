package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.search.SearchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One search too many hears so before it has sent its picture. */
class NoRoomTest {
  private static final int PICTURE = 90_000;

  @RegisterExtension static final RunningServer server = new RunningServer();

  @Test
  void isRefusedBeforeItsPictureHasArrived() throws IOException {
    server.album().hasRoom = false;
    String head =
        "POST /search-similar-images/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(new Multipart().contentType(), PICTURE);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) RunningServer.GUARD.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(new byte[10]);
      out.flush();

      assertThat(statusLine(socket.getInputStream())).startsWith("HTTP/1.1 503");

      assertThat(server.album().searches).hasValue(0);
      assertThat(server.uploads()).isEmpty();
    }
  }

  @Test
  void isToldInAProblemWhenToComeAgain() {
    server.album().hasRoom = false;

    Answer byPicture = server.search("/search-similar-images/", Album.JPEG);
    Answer byWords = server.get("/api/v1/search?text=a");

    for (Answer answer : new Answer[] {byPicture, byWords}) {
      assertThat(answer.problem(503).get("detail").stringValue())
          .isEqualTo(new SearchException.Overloaded().getMessage());
      assertThat(answer.header("Retry-After")).contains("1");
    }
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  private static String statusLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }
}
