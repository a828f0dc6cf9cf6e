package dev.lince.app.hostile;

import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds, as Linux tells it.
 *
 * @param residentBytes all its memory that is in use now, native memory included
 * @param peakBytes the most it ever was
 * @param threads of the system, virtual ones not counted
 * @param openFiles sockets included
 */
record ServerState(long residentBytes, long peakBytes, long threads, long openFiles) {
  /** Ends the test where the system does not say what a process uses. */
  static void requireSight() {
    Prerequisite.require(
        Files.isReadable(Path.of("/proc/self/status")),
        "No /proc, by which memory and open files of a process are seen; Linux has it.");
  }

  static ServerState of(long pid) throws IOException {
    Path folder = Path.of("/proc", Long.toString(pid));
    long resident = 0;
    long peak = 0;
    long threads = 0;
    for (String line : Files.readAllLines(folder.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = number(line) << 10;
      } else if (line.startsWith("VmHWM:")) {
        peak = number(line) << 10;
      } else if (line.startsWith("Threads:")) {
        threads = number(line);
      }
    }
    try (Stream<Path> files = Files.list(folder.resolve("fd"))) {
      return new ServerState(resident, peak, threads, files.count());
    }
  }

  /** The uploads that lie on the disk now. */
  static long uploads(int port) throws IOException {
    try (Stream<Path> roots = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      long count = 0;
      for (Path root :
          roots
              .filter(path -> path.getFileName().toString().startsWith("tomcat." + port))
              .toList()) {
        try (Stream<Path> files = Files.walk(root)) {
          count += files.filter(file -> file.getFileName().toString().startsWith("upload")).count();
        }
      }
      return count;
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
