package dev.lince.store.pgvector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * The files of a {@link PostgresServer} in a folder for temporary files, and a guard that leaves
 * nothing of them or of the server, however this JVM ends: a process that waits for the end of its
 * own input, which is the end of the JVM or {@link #close}.
 */
final class PostgresCluster implements AutoCloseable {
  /** $1 is the folder. A killed server leaves its key of shared memory in the seventh line. */
  private static final String GUARD =
      """
      trap '' INT TERM HUP
      cat
      cd "$1"
      if [ -s data/postmaster.pid ]; then
        pid=$(sed -n 1p data/postmaster.pid)
        memory=$(sed -n '7s/.* //p' data/postmaster.pid)
        kill -s QUIT "$pid" && kill -s CONT "$pid"
        for pause in 0.1 0.2 0.4 0.8 1.6; do kill -s 0 "$pid" && sleep $pause; done
        ipcrm -m "$memory"
      fi
      cd /
      rm -rf "$1"
      """;

  private final PostgresBinaries binaries;
  private final DatabaseUser user;
  private final Path directory;
  private final Process guard;

  private PostgresCluster(PostgresBinaries binaries, Path directory) throws IOException {
    this.binaries = binaries;
    this.directory = directory;
    user = DatabaseUser.current();
    user.own(directory);
    guard =
        user.start(
            List.of("sh", "-c", GUARD, "lince-postgres-guard", directory.toString()),
            Path.of("/dev/null"));
  }

  /** A new cluster with one superuser, who needs a password. */
  static PostgresCluster create(PostgresBinaries binaries, String superuser, String password) {
    try {
      PostgresCluster cluster =
          new PostgresCluster(binaries, Files.createTempDirectory("lince-postgres-"));
      Path passwordFile = Files.writeString(cluster.directory.resolve("password"), password);
      cluster.user.own(passwordFile);
      cluster.user.run(
          List.of(
              binaries.program("initdb"),
              "--pgdata=" + cluster.data(),
              "--username=" + superuser,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-sync"));
      return cluster;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  Path directory() {
    return directory;
  }

  private Path data() {
    return directory.resolve("data");
  }

  /** Sets a setting of {@code postgresql.conf}; of several the last one counts. */
  void set(String setting, String value) {
    String line = "%s = '%s'%n".formatted(setting, value.replace("'", "''"));
    try {
      Files.writeString(data().resolve("postgresql.conf"), line, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A copy of a file that only the server may read. */
  Path secretCopy(Path file, String name) {
    Path copy = directory.resolve(name);
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      user.own(copy);
    } catch (IOException uncopied) {
      throw new UncheckedIOException(uncopied);
    }
    return copy;
  }

  /** Starts the server; the process is the one that all others descend from. */
  Process startServer() {
    return user.start(
        List.of(binaries.program("postgres"), "-D", data().toString()), directory.resolve("log"));
  }

  String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Kills the server if it runs, and removes everything. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
    } catch (IOException unclosable) {
      throw new UncheckedIOException(unclosable);
    }
    if (!ProgramRun.ends(guard, Duration.ofMinutes(1))) {
      throw new IllegalStateException("The files in " + directory + " are not removed.");
    }
  }
}
