package dev.lince.app.browser;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reverse proxy on loopback that strips a prefix from every path, and that can go away and come
 * back at the same address. Its visitors are of another machine, as it says. One request a
 * connection.
 */
final class StrippingProxy implements AutoCloseable {
  private static final Pattern KEPT_ALIVE = Pattern.compile("(?im)^connection:.*\r\n");

  private static final String FROM_AFAR = "X-Forwarded-For: 192.0.2.7\r\n";

  private final String prefix;
  private final int target;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile @Nullable ServerSocket listening;
  private boolean silent;

  /**
   * @param prefix as {@code /lince}; empty to strip nothing
   * @param target the port of the server behind it
   */
  StrippingProxy(String prefix, int target) {
    this.prefix = prefix;
    this.target = target;
    port = listen(0);
  }

  /** Where the page is. */
  String address() {
    return "http://127.0.0.1:%d%s/".formatted(port, prefix);
  }

  /** From now on nobody answers, and what is open breaks off. */
  void goAway() {
    ServerSocket socket = listening;
    if (socket != null) {
      quietly(socket);
    }
    open.forEach(StrippingProxy::quietly);
  }

  void comeBack() {
    listen(port);
  }

  /** From now on nothing comes through in either direction, and nothing breaks off. */
  synchronized void fallSilent() {
    silent = true;
  }

  /** What was held back comes through, and what follows. */
  synchronized void speakAgain() {
    silent = false;
    notifyAll();
  }

  private int listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      listening = socket;
      Thread.ofVirtual().start(() -> accept(socket));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        if (socket.isClosed()) {
          quietly(client); // who came in while it went away
        }
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(server);
      if (client.isClosed()) {
        return;
      }
      String head = head(client.getInputStream());
      if (!head.isEmpty()) {
        server.getOutputStream().write(rewritten(head).getBytes(StandardCharsets.ISO_8859_1));
        Thread.ofVirtual().start(() -> pump(client, server));
        pass(server.getInputStream(), client.getOutputStream());
      }
      open.remove(server);
    } catch (IOException brokenOff) {
      // The browser sees it.
    } finally {
      open.remove(client);
    }
  }

  private void pump(Socket client, Socket server) {
    try {
      pass(client.getInputStream(), server.getOutputStream());
    } catch (IOException brokenOff) {
      quietly(server);
    }
  }

  private void pass(InputStream in, OutputStream out) throws IOException {
    byte[] some = new byte[8_192];
    for (int read = in.read(some); read >= 0; read = in.read(some)) {
      awaitVoice();
      out.write(some, 0, read);
    }
  }

  private synchronized void awaitVoice() throws IOException {
    while (silent) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        return "";
      }
      head.append((char) read);
    }
    return head.toString();
  }

  private String rewritten(String head) {
    int at = head.indexOf(' ') + 1;
    if (!head.startsWith(prefix, at)) {
      throw new AssertionError("The page asked outside of its prefix: " + head.lines().findFirst());
    }
    String stripped = head.substring(0, at) + head.substring(at + prefix.length());
    String once = KEPT_ALIVE.matcher(stripped).replaceAll("");
    return once.substring(0, once.length() - 2) + FROM_AFAR + "Connection: close\r\n\r\n";
  }

  private static void quietly(Closeable one) {
    try {
      one.close();
    } catch (IOException gone) {
      // As was wanted.
    }
  }

  @Override
  public void close() {
    goAway();
    speakAgain(); // so that no thread of it waits for ever
  }
}
