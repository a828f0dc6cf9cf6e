package dev.lince.app.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All keys that count now. The file is looked at with each use, so that a key that was revoked by
 * another process counts no more. Where the file cannot be read, its keys do not count. Safe for
 * use by several threads.
 */
public final class AccessKeys {
  private static final Logger log = LoggerFactory.getLogger(AccessKeys.class);

  private final List<KnownKey> given;
  private final KeyFile file;
  private @Nullable Stamp read;
  private List<KnownKey> filed = List.of();

  /**
   * The keys of both.
   *
   * @param given those of the environment
   */
  public AccessKeys(List<KnownKey> given, KeyFile file) {
    this.given = List.copyOf(given);
    this.file = file;
  }

  /** Every key that counts now. */
  public List<KnownKey> all() {
    return Stream.concat(given.stream(), filed().stream()).toList();
  }

  /**
   * The key whose hash is that of {@code secret}; of several that which may more. All are compared,
   * each in constant time, and a hit does not end it.
   */
  public Optional<KnownKey> find(String secret) {
    byte[] hash = HexFormat.of().parseHex(KnownKey.hash(secret));
    KnownKey found = null;
    for (KnownKey key : all()) {
      boolean same = key.hashes(hash);
      if (same && (found == null || key.right().compareTo(found.right()) > 0)) {
        found = key;
      }
    }
    return Optional.ofNullable(found);
  }

  /**
   * Makes a write key named {@code first} where there never was any key.
   *
   * @return the key, to be shown once; empty where there are keys, or were
   * @throws IOException where it cannot be stored
   */
  public Optional<String> makeFirst() throws IOException {
    return given.isEmpty() && !file.exists()
        ? Optional.of(file.add("first", Right.WRITE))
        : Optional.empty();
  }

  private synchronized List<KnownKey> filed() {
    Stamp now = stamp();
    if (now == null) {
      filed = List.of();
    } else if (!now.equals(read)) {
      filed = readOrNone();
    }
    read = now;
    return filed;
  }

  private List<KnownKey> readOrNone() {
    try {
      return file.read();
    } catch (IOException failed) {
      log.warn("The keys of the data folder do not count now: {}", failed.toString());
      return List.of();
    }
  }

  private @Nullable Stamp stamp() {
    try {
      BasicFileAttributes is = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return new Stamp(is.size(), is.lastModifiedTime(), is.fileKey());
    } catch (IOException gone) {
      return null;
    }
  }

  /** What changes with each write, which is a new file each time. */
  private record Stamp(long size, FileTime modified, @Nullable Object file) {}
}
