package dev.lince.store.pgvector;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy on 127.0.0.1 whose connections can go silent, as behind a firewall that forgot them:
 * everything stays open, and nothing arrives. Two virtual threads carry each connection.
 *
 * <p>Safe for use by several threads.
 */
public final class SilentProxy implements AutoCloseable {
  private final InetAddress address;
  private final int port;
  private final ServerSocket listener;
  private final Gate gate = new Gate();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SilentProxy(InetAddress address, int port) throws IOException {
    this.address = address;
    this.port = port;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Listens on a free port and forwards to a server, which may be down. */
  public static SilentProxy to(String host, int port) {
    try {
      return new SilentProxy(InetAddress.getAllByName(host)[0], port);
    } catch (IOException unbound) {
      throw new UncheckedIOException(unbound);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Forwards nothing any more, in either direction, not even the end of a connection; new
   * connections are accepted and hang too. What was on its way may still arrive.
   */
  public void silence() {
    gate.shut();
  }

  /** Forwards again, what was held back included. */
  public void resume() {
    gate.open();
  }

  /** Closes all connections, at both ends; new ones are accepted. */
  public void cut() {
    sockets.forEach(SilentProxy::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = remember(listener.accept());
        threads.execute(() -> connect(client));
      } catch (IOException closed) {
        close(listener);
      }
    }
  }

  private void connect(Socket client) {
    gate.pass();
    try {
      Socket server = remember(new Socket(address, port));
      threads.execute(() -> forward(client, server));
      forward(server, client);
    } catch (IOException refused) {
      forget(client);
    }
  }

  private void forward(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        gate.pass();
        out.write(buffer, 0, read);
      }
    } catch (IOException broken) {
      // The other end hears of it below, as of an end in good order.
    }
    gate.pass();
    forget(from);
    forget(to);
  }

  private Socket remember(Socket socket) {
    sockets.add(socket);
    if (listener.isClosed()) {
      forget(socket);
    }
    return socket;
  }

  private void forget(Socket socket) {
    sockets.remove(socket);
    close(socket);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException unclosable) {
      throw new UncheckedIOException(unclosable);
    }
  }

  /** Cuts all connections, and ends when its threads have. */
  @Override
  public void close() {
    close(listener);
    cut();
    gate.open();
    threads.close();
  }

  /** What every byte passes. */
  private static final class Gate {
    private final Lock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean shut;

    void shut() {
      lock.lock();
      try {
        shut = true;
      } finally {
        lock.unlock();
      }
    }

    void open() {
      lock.lock();
      try {
        shut = false;
        opened.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void pass() {
      lock.lock();
      try {
        while (shut) {
          opened.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
