package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SilentProxyTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PATIENCE = 10_000;
  private static final int SILENCE = 200;

  @Test
  void forwardsBothWays() throws IOException {
    try (Line line = new Line()) {
      line.client.getOutputStream().write('a');
      assertThat(line.server.getInputStream().read()).isEqualTo('a');
      line.server.getOutputStream().write('b');
      assertThat(line.client.getInputStream().read()).isEqualTo('b');
    }
  }

  @Test
  void holdsBackBothWaysWhileSilent() throws IOException {
    try (Line line = new Line()) {
      line.proxy.silence();
      line.client.getOutputStream().write('a');
      line.server.getOutputStream().write('b');
      assertSilent(line.server);
      assertSilent(line.client);

      line.proxy.resume();
      assertThat(line.server.getInputStream().read()).isEqualTo('a');
      assertThat(line.client.getInputStream().read()).isEqualTo('b');
    }
  }

  @Test
  void saysNothingOfAnEndWhileSilent() throws IOException {
    try (Line line = new Line()) {
      line.proxy.silence();
      line.server.close();
      assertSilent(line.client);

      line.proxy.resume();
      assertThat(line.client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void acceptsNewConnectionsWhileSilent() throws IOException {
    try (Line line = new Line()) {
      line.proxy.silence();
      try (Socket second = line.connect()) {
        second.getOutputStream().write('c');
        assertSilent(second);
        line.proxy.resume();
        try (Socket server = line.listener.accept()) {
          assertThat(server.getInputStream().read()).isEqualTo('c');
        }
      }
    }
  }

  @Test
  void cutsBothEnds() throws IOException {
    try (Line line = new Line()) {
      line.proxy.cut();
      assertThat(line.client.getInputStream().read()).isEqualTo(-1);
      assertThat(line.server.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> socket.getInputStream().read());
    socket.setSoTimeout(PATIENCE);
  }

  /** One connection through a proxy. */
  private static final class Line implements AutoCloseable {
    final ServerSocket listener = new ServerSocket(0, 50, LOOPBACK);
    final SilentProxy proxy = SilentProxy.to(LOOPBACK.getHostAddress(), listener.getLocalPort());
    final Socket client;
    final Socket server;

    Line() throws IOException {
      listener.setSoTimeout(PATIENCE);
      client = connect();
      server = listener.accept();
      server.setSoTimeout(PATIENCE);
    }

    Socket connect() throws IOException {
      Socket socket = new Socket(LOOPBACK, proxy.port());
      socket.setSoTimeout(PATIENCE);
      return socket;
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
      proxy.close();
      listener.close();
    }
  }
}
