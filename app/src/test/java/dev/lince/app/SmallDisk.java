package dev.lince.app;

import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A disk of few kilobytes for a test: a file system in memory, which on Linux root may mount.
 * Elsewhere the test is skipped with one line; with {@code LINCE_REQUIRE=all} it fails instead.
 */
final class SmallDisk implements AutoCloseable {
  private static final int PAGE = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts it on a folder, which is made. */
  static SmallDisk on(Path folder, int kilobytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    String said =
        linux
            ? run("mount", "-t", "tmpfs", "-o", "size=%dk".formatted(kilobytes), "tmpfs", folder)
            : "this is no Linux";
    String missing = "A disk that is full needs root, who may mount one: " + said;
    Prerequisite.require(said.isEmpty(), missing);
    return new SmallDisk(folder);
  }

  /** Makes it larger or smaller. */
  void resize(int kilobytes) throws IOException, InterruptedException {
    require(run("mount", "-o", "remount,size=%dk".formatted(kilobytes), folder));
  }

  /** Lets nobody write to it any more. */
  void makeReadOnly() throws IOException, InterruptedException {
    require(run("mount", "-o", "remount,ro", folder));
  }

  /** Writes a file of all the room there is. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      byte[] page = new byte[PAGE];
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("space")) {
        throw full;
      }
    }
  }

  /** Takes the file of {@link #fill} away. */
  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static void require(String said) throws IOException {
    if (!said.isEmpty()) {
      throw new IOException(said);
    }
  }

  /** Empty where it worked, else what was said. */
  private static String run(Object... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    for (Object word : words) {
      command.add(word.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? "" : "mount said «%s»".formatted(said);
  }

  /** Gives it back, whoever still has a file open there. */
  @Override
  public void close() {
    try {
      require(run("umount", "-l", folder));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
