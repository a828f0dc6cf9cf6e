package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check 7: a bound on the connections of one address, which a proxy on this machine has not. */
class ConnectionsTest {
  private static final int MOST = 5;

  @TempDir Path folder;

  @Test
  void hangsUpOnOneAddressAboveItsBoundAndTakesItAgainBelow() throws IOException {
    InetAddress other = addressOfThisMachine();
    List<Socket> open = new ArrayList<>();
    try (WebServer server = start()) {
      for (int i = 0; i < MOST; i++) {
        Socket socket = new Socket(other, server.port());
        open.add(socket);
        assertThat(isAnswered(socket)).isTrue();
      }
      try (var tooMany = new Socket(other, server.port())) {
        assertThat(isAnswered(tooMany)).isFalse();
      }
      try (var loopback = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        assertThat(isAnswered(loopback)).isTrue();
      }

      close(open.removeLast());

      try (var again = new Socket(other, server.port())) {
        assertThat(isAnswered(again)).isTrue();
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void doesNotCountWhatComesOverLoopback() throws IOException {
    List<Socket> open = new ArrayList<>();
    try (WebServer server = start()) {
      for (int i = 0; i < 4 * MOST; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        open.add(socket);
        assertThat(isAnswered(socket)).isTrue();
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void refusesLimitsThatWouldRefuseEveryone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpLimits(List.of(), 0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpLimits(List.of(), 1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpLimits(List.of(), 1, 1, 0));
  }

  private WebServer start() {
    var limits = new HttpLimits(List.of(), 100, MOST, 1 << 20);
    return WebServer.start(
        new HttpSettings("0.0.0.0", 0, List.of(), 0.2, RunningServer.MAX_BYTES, limits),
        new Album(folder));
  }

  /** Asks for the end of the connection, and waits until the server has ended it. */
  private static void close(Socket socket) throws IOException {
    socket.getOutputStream().write(request("close"));
    assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    socket.close();
  }

  private static boolean isAnswered(Socket socket) throws IOException {
    socket.setSoTimeout((int) RunningServer.GUARD.toMillis());
    try {
      socket.getOutputStream().write(request("keep-alive"));
      return socket.getInputStream().read() == 'H';
    } catch (SocketException hungUp) {
      return false;
    }
  }

  private static byte[] request(String connection) {
    return "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n"
        .formatted(connection)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static InetAddress addressOfThisMachine() throws SocketException {
    Optional<InetAddress> found =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
            .findFirst();
    return found.orElseThrow(
        () -> Prerequisite.missing("This machine has no address beside loopback."));
  }
}
