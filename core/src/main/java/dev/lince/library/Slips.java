package dev.lince.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The trash on the disk: a folder for each removal, with its slip and its files by their ids. */
record Slips(Path trash) {
  private static final Logger log = LoggerFactory.getLogger(Slips.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NAME = "removal.json";
  private static final Pattern TOKEN = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{16}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A token that was never given before, and fits for the name of a folder. */
  static String newToken(Instant now) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
  }

  /** Where the file of an image lies once it is in the trash. */
  Path file(Slip slip, Slip.Image image) {
    return trash.resolve(slip.token()).resolve(Integer.toString(image.id()));
  }

  int filesOf(Slip slip) {
    return (int) slip.images().stream().filter(image -> Files.exists(file(slip, image))).count();
  }

  /** Writes it durably. */
  void write(Slip slip) throws IOException {
    Path folder = Files.createDirectories(trash.resolve(slip.token()));
    Path part = folder.resolve(NAME + ".part");
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(JSON.writeValueAsBytes(slip));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(part, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The slip of a token; whatever is no token has none. */
  Optional<Slip> find(String token) {
    if (!TOKEN.matcher(token).matches()) {
      return Optional.empty();
    }
    Path slip = trash.resolve(token).resolve(NAME);
    try {
      return Files.isRegularFile(slip)
          ? Optional.of(JSON.readValue(Files.readAllBytes(slip), Slip.class))
          : Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      log.warn("{} cannot be read: {}", slip, unreadable.toString());
      return Optional.empty();
    }
  }

  /** All of them, the newest first. */
  List<Slip> all() {
    if (!Files.isDirectory(trash)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(trash)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .sorted(Comparator.reverseOrder())
          .flatMap(token -> find(token).stream())
          .toList();
    } catch (IOException unreadable) {
      log.warn("{} cannot be read: {}", trash, unreadable.toString());
      return List.of();
    }
  }

  /** Deletes the slip, and what is left of its files before it. */
  void drop(Slip slip) throws IOException {
    for (Slip.Image image : slip.images()) {
      Files.deleteIfExists(file(slip, image));
    }
    Path folder = trash.resolve(slip.token());
    Files.deleteIfExists(folder.resolve(NAME));
    Files.deleteIfExists(folder);
  }
}
