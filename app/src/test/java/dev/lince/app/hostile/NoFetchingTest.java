package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Check 6: Lince fetches nothing for anyone, so there is no address to check. */
class NoFetchingTest {
  @RegisterExtension
  static final Strangers server =
      new Strangers(Map.of("a.jpg", GoldenFiles.bytes(GoldenFiles.picture("jpeg-420.jpg"))));

  @Test
  void opensNoConnectionToAnAddressThatARequestNames() throws IOException {
    try (ServerSocketChannel bait = ServerSocketChannel.open()) {
      bait.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) bait.getLocalAddress()).getPort();
      bait.configureBlocking(false);
      String url = "http://127.0.0.1:%d/a.jpg".formatted(port);

      for (String name : List.of("url", "file", "image", "image_url", "src", "callback")) {
        server.get("/api/v1/search?text=a&%s=%s".formatted(name, url));
        server.get("/static/%s".formatted(url));
        Wire.send(server.port(), form(name, url));
        Wire.send(server.port(), form("file", url).replace("/\r\n", "/?" + name + "=" + url));
      }
      server.search(
          ("<svg xmlns='http://www.w3.org/2000/svg'><image href='" + url + "'/></svg>")
              .getBytes(StandardCharsets.UTF_8));
      server.search(
          ("<!DOCTYPE x [<!ENTITY e SYSTEM '" + url + "'>]><svg>&e;</svg>")
              .getBytes(StandardCharsets.UTF_8));
      Wire.send(
          server.port(),
          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
              .formatted(url, port));
      Wire.send(
          server.port(),
          "CONNECT 127.0.0.1:%d HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
              .formatted(port));

      assertThat(bait.accept()).as("a connection that Lince opened").isNull();
    }
  }

  private static String form(String field, String url) {
    String body =
        "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n--edge--\r\n"
            .formatted(field, url);
    return "POST /search-similar-images/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }
}
