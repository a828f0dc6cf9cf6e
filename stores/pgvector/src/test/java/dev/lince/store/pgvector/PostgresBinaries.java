package dev.lince.store.pgvector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs of a PostgreSQL on this machine that has pgvector.
 *
 * @param directory where {@code initdb} and {@code postgres} lie
 */
record PostgresBinaries(Path directory) {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final Pattern VERSION =
      Pattern.compile("(?m)^default_version *= *'(\\d+)\\.(\\d+)");
  private static final Optional<PostgresBinaries> FOUND = search();

  /** The newest one with pgvector 0.8 or later, where Debian puts them or on the path. */
  static Optional<PostgresBinaries> find() {
    return FOUND;
  }

  private static Optional<PostgresBinaries> search() {
    return places().stream()
        .filter(place -> Files.isExecutable(place.resolve("initdb")))
        .filter(place -> Files.isExecutable(place.resolve("pg_config")))
        .filter(PostgresBinaries::hasVector)
        .findFirst()
        .map(PostgresBinaries::new);
  }

  private static List<Path> places() {
    List<Path> places = new ArrayList<>();
    if (Files.isDirectory(DEBIAN)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN, "[1-9][0-9]")) {
        versions.forEach(version -> places.add(version.resolve("bin")));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    places.sort(Comparator.reverseOrder());
    String path = System.getenv().getOrDefault("PATH", "");
    Arrays.stream(path.split(Pattern.quote(System.getProperty("path.separator"))))
        .map(Path::of)
        .forEach(places::add);
    return places;
  }

  private static boolean hasVector(Path place) {
    String shared = ProgramRun.output(List.of(place.resolve("pg_config").toString(), "--sharedir"));
    Path control = Path.of(shared.strip(), "extension", "vector.control");
    if (!Files.isReadable(control)) {
      return false;
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(control));
      return version.find()
          && (Integer.parseInt(version.group(1)) > 0 || Integer.parseInt(version.group(2)) >= 8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String program(String name) {
    return directory.resolve(name).toString();
  }
}
