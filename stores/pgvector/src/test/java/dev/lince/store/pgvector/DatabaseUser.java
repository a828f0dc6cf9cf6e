package dev.lince.store.pgvector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom PostgreSQL runs as, since it refuses to run as root.
 *
 * @param prefix what stands before a command, so that this user runs it in the same process
 */
record DatabaseUser(List<String> prefix) {
  private static final String NAME = "postgres";

  /** The user of this JVM, or {@code postgres} where that is root. */
  static DatabaseUser current() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new DatabaseUser(List.of());
    }
    return new DatabaseUser(
        List.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME, "--clear-groups", "--"));
  }

  /** Makes this user the owner of a file or folder. */
  void own(Path path) throws IOException {
    if (!prefix.isEmpty()) {
      Files.setOwner(
          path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME));
    }
  }

  /** Runs a command to its end. */
  void run(List<String> command) {
    ProgramRun.output(prefixed(command));
  }

  /** Starts a command whose output is appended to a file. */
  Process start(List<String> command, Path output) {
    try {
      return ProgramRun.of(prefixed(command))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
          .start();
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }

  private List<String> prefixed(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }
}
