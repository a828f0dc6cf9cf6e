package dev.lince.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code server.json} in the data folder: which server works on it.
 *
 * @param url where it listens
 * @param pid its process
 */
record ServerFile(URI url, long pid) {
  /** What the file says; empty where there is none, or one that is no use. */
  static Optional<ServerFile> read(Path file) {
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
      String url = "";
      long pid = 0;
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING && "url".equals(parser.currentName())) {
          url = parser.getString();
        } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && "pid".equals(parser.currentName())) {
          pid = parser.getLongValue();
        }
      }
      return url.startsWith("http://") && pid > 0
          ? Optional.of(new ServerFile(URI.create(url), pid))
          : Optional.empty();
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Writes it whole: whoever reads sees all of it or what was there before. */
  void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path whole = Files.createTempFile(folder, "server", ".json.part");
    try {
      Files.writeString(whole, json());
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Takes the file away, if it is still this one. */
  void remove(Path file) {
    if (read(file).filter(this::equals).isPresent()) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It is stale then, and every reader looks whether its process lives.
      }
    }
  }

  /** Whether the process is there at all; whether it is a server, only an answer of it says. */
  boolean processLives() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private String json() {
    return "{\"url\":\"%s\",\"pid\":%d}%n".formatted(url, pid);
  }
}
