package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Check 7: clients that connect and do nothing, or stop in the middle. Takes as long as Lince is
 * patient with them: ten seconds.
 */
class IdleClientsTest {
  private static final int IDLE = 3000;

  /** Larger than what the system takes on from a sender. */
  private static final int LARGE_BYTES = 30 << 20;

  @RegisterExtension static final Strangers server = new Strangers(Map.of("large.jpg", large()));

  @Test
  void answersOthersMeanwhileAndHangsUpOnThem() throws IOException {
    ServerState.requireSight();
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE; i++) {
        idle.add(Wire.connect(server.port()));
      }
      Socket inTheHeaders = begun("GET /health HTTP/1.1\r\nHost: loc");
      Socket inTheBody = begun(halfABody());
      Socket doesNotRead = begun("GET /static/large.jpg HTTP/1.1\r\nHost: localhost\r\n\r\n");
      idle.addAll(List.of(inTheHeaders, inTheBody));

      assertThat(server.get("/health").status()).isEqualTo(200);
      server.lince().await(() -> isSending(), "began to send the large picture");

      for (Socket socket : idle) {
        byte[] last = Wire.readToTheEnd(socket);
        assertThat(Reply.of(last).keepsThePromise()).isTrue();
      }
      server.lince().await(() -> !isSending(), "gave up on a client that reads nothing");
      doesNotRead.close();
      assertThat(ServerState.uploads(server.port())).isZero();
      assertThat(server.get("/health").status()).isEqualTo(200);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private static Socket begun(String start) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout((int) Wire.GUARD.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static String halfABody() {
    String whole =
        new String(Wire.searchRequest(new byte[60_000], "a.jpg"), StandardCharsets.ISO_8859_1);
    return whole.substring(0, whole.length() - 10_000);
  }

  private static boolean isSending() {
    try (Stream<Path> open =
        Files.list(Path.of("/proc", Long.toString(server.lince().pid()), "fd"))) {
      return open.anyMatch(IdleClientsTest::isTheLargePicture);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isTheLargePicture(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).endsWith("large.jpg");
    } catch (IOException closed) {
      return false;
    }
  }

  /** A picture with 30 MB behind its end. */
  private static byte[] large() {
    byte[] jpeg = GoldenFiles.bytes(GoldenFiles.picture("jpeg-420.jpg"));
    return Arrays.copyOf(jpeg, LARGE_BYTES);
  }
}
