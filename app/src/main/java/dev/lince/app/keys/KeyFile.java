package dev.lince.app.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code keys.json}: name, right, SHA-256 and date of each key, never the key. Written whole, for
 * its owner's eyes where the system knows owners. Two who change it at the same moment: the later
 * one wins.
 */
public final class KeyFile {
  private static final int SECRET_BYTES = 32;

  private final Path file;

  /** The file need not be there. */
  public KeyFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /** Whether there is one, even without keys in it. */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * The keys, the oldest first; none where there is no file.
   *
   * @throws IOException where it cannot be read or is none of Lince's, with a sentence
   */
  public List<KnownKey> read() throws IOException {
    if (!exists()) {
      return List.of();
    }
    try {
      List<KnownKey> keys = new ArrayList<>();
      JsonNode list = JsonMapper.shared().readTree(Files.readAllBytes(file)).path("keys");
      if (!list.isArray()) {
        throw notOurs(null);
      }
      for (JsonNode key : list) {
        keys.add(
            new KnownKey(
                key.path("name").asString(""),
                Right.of(key.path("right").asString("")).orElseThrow(() -> notOurs(null)),
                key.path("sha256").asString(""),
                Instant.parse(key.path("added").asString(""))));
      }
      return List.copyOf(keys);
    } catch (JacksonException | DateTimeException | IllegalArgumentException broken) {
      throw notOurs(broken);
    }
  }

  private IOException notOurs(@Nullable Exception cause) {
    return new IOException(
        "%s is not a list of keys as Lince writes it; repair it, or delete it and add new keys."
            .formatted(file),
        cause);
  }

  /**
   * Makes a key and keeps its hash.
   *
   * @return the key, which nobody can tell a second time
   * @throws IllegalArgumentException where the name is none, or taken, with a sentence
   */
  public String add(String name, Right right) throws IOException {
    List<KnownKey> keys = read();
    if (!KnownKey.isName(name)) {
      throw new IllegalArgumentException(
          "A key's name has 1 to 64 letters of a to z, digits, - and _.");
    }
    if (keys.stream().anyMatch(key -> key.name().equals(name))) {
      throw new IllegalArgumentException(
          "There is a key named %s already; revoke it, or take another name.".formatted(name));
    }
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = "lince_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    write(
        Stream.concat(
                keys.stream(), Stream.of(new KnownKey(name, right, KnownKey.hash(secret), now)))
            .toList());
    return secret;
  }

  /** Takes a key away; false where none has this name. */
  public boolean revoke(String name) throws IOException {
    List<KnownKey> keys = read();
    List<KnownKey> left = keys.stream().filter(key -> !key.name().equals(name)).toList();
    if (left.size() == keys.size()) {
      return false;
    }
    write(left);
    return true;
  }

  private void write(List<KnownKey> keys) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path whole = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(whole);
    Files.createFile(whole, ownersOnly());
    try {
      Files.write(whole, json(keys));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static byte[] json(List<KnownKey> keys) {
    List<Map<String, String>> list = new ArrayList<>();
    for (KnownKey key : keys) {
      Map<String, String> members = new LinkedHashMap<>();
      members.put("name", key.name());
      members.put("right", key.right().word());
      members.put("sha256", key.sha256());
      members.put("added", key.added().toString());
      list.add(members);
    }
    String json =
        JsonMapper.shared()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(Map.of("keys", list));
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
