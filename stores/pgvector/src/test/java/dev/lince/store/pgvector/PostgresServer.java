package dev.lince.store.pgvector;

import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL with pgvector of a test's own, which it may stop, kill and start again: a new
 * cluster, on a port of 127.0.0.1 that stays the same. It runs as the user that the tests run as,
 * or as {@code postgres} where that is root, and does not survive this JVM, however that ends.
 *
 * <p>Its crashes are real to its clients and to itself. That it does not wait for the disk ({@code
 * fsync} is off) matters only when the machine crashes; {@code with("fsync", "on")} turns it on
 * where times count.
 *
 * <p>For one thread at a time.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final PostgresCluster cluster;
  private final ServerAddress address;
  private @Nullable Process process;

  private PostgresServer(PostgresBinaries binaries) {
    address = ServerAddress.loopback(freePort(), "postgres", "lince");
    cluster = PostgresCluster.create(binaries, address.user(), address.password());
    configure();
  }

  /**
   * A new cluster, not yet started. Where this machine has no PostgreSQL with pgvector, the test is
   * skipped, or fails: a server that others use too must not be stopped.
   */
  public static PostgresServer create() {
    return PostgresBinaries.find()
        .map(PostgresServer::new)
        .orElseThrow(
            () ->
                Prerequisite.missing(
                    "No PostgreSQL that a test may stop: scripts/install-pgvector.sh installs one"
                        + " with pgvector."));
  }

  /** Below the ports of outgoing connections, so that none takes it while the server is stopped. */
  private static int freePort() {
    int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
    while (!isFree(port)) {
      port++;
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private void configure() {
    with("port", Integer.toString(address.port()));
    with("listen_addresses", address.host());
    with("unix_socket_directories", "");
    with("max_connections", "100");
    with("shared_buffers", "128MB");
    with("fsync", "off");
    // pgvector before 0.8.2 writes beyond its memory in parallel builds.
    with("max_parallel_maintenance_workers", "0");
    // In /dev/shm a killed server would leave something behind.
    with("dynamic_shared_memory_type", "mmap");
  }

  /**
   * Sets a setting of {@code postgresql.conf}, from the next start on.
   *
   * @return this
   */
  public PostgresServer with(String setting, String value) {
    cluster.set(setting, value);
    return this;
  }

  /**
   * Offers TLS from the next start on, beside plain connections.
   *
   * @param certificate PEM file of the server's certificate; copied
   * @param key PEM file of its private key without a password; copied
   * @return this
   */
  public PostgresServer withTls(Path certificate, Path key) {
    return with("ssl", "on")
        .with("ssl_cert_file", cluster.secretCopy(certificate, "server.crt").toString())
        .with("ssl_key_file", cluster.secretCopy(key, "server.key").toString());
  }

  /**
   * Starts it, also after {@link #stop} or {@link #kill}, and waits until it answers.
   *
   * @return this
   * @throws IllegalStateException with the log, if it does not start
   */
  public PostgresServer start() {
    startWithoutWaiting();
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (ProgramRun.ends(running(), GLANCE) || System.nanoTime() > limit) {
        throw new IllegalStateException("PostgreSQL does not start: " + cluster.log());
      }
    }
    return this;
  }

  /** Starts it and comes back at once, while it refuses connections because it still starts. */
  public void startWithoutWaiting() {
    if (process != null) {
      throw new IllegalStateException("It runs already.");
    }
    process = cluster.startServer();
  }

  private boolean answers() {
    try (Connection connection = address.connect()) {
      return connection.isValid(10);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** Stops it in good order: its clients are disconnected, everything is written. */
  public void stop() {
    Process running = running();
    Signal.INT.send(List.of(running.toHandle()));
    resume();
    awaitEnd(running);
  }

  /** Kills all its processes, as a crash does: the clients' connections break off. */
  public void kill() {
    Process running = running();
    // Stopped first, since it could start a process while the others are counted.
    Signal.STOP.send(List.of(running.toHandle()));
    List<ProcessHandle> processes = processes();
    Signal.KILL.send(processes);
    awaitEnd(running);
    // A new server does not start while one of the old one's processes holds their shared memory.
    processes.forEach(killed -> Signal.awaitEnd(killed, PATIENCE));
  }

  private void awaitEnd(Process running) {
    if (!ProgramRun.ends(running, PATIENCE)) {
      throw new IllegalStateException("PostgreSQL does not stop: " + cluster.log());
    }
    process = null;
  }

  /** Halts all its processes: connections stay open, and nothing answers. */
  public void pause() {
    Signal.STOP.send(processes());
  }

  /** Goes on after {@link #pause}. */
  public void resume() {
    Signal.CONT.send(processes());
  }

  private List<ProcessHandle> processes() {
    ProcessHandle first = running().toHandle();
    return Stream.concat(Stream.of(first), first.descendants()).toList();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("It does not run.");
    }
    return process;
  }

  ServerAddress address() {
    return address;
  }

  /** Where its files lie until it is closed. */
  public Path directory() {
    return cluster.directory();
  }

  /** A new, empty database on it, while it runs. */
  public TestDatabase createDatabase() {
    return TestDatabase.on(address);
  }

  /** The port on 127.0.0.1, the same as long as this lives. */
  public int port() {
    return address.port();
  }

  /** {@code postgresql://user:password@127.0.0.1:port/database}, of a superuser. */
  public String url(String database) {
    return address.url(database);
  }

  /** Ends it at once, and removes its files. */
  @Override
  public void close() {
    if (process != null) {
      kill();
    }
    cluster.close();
  }
}
