package dev.lince.app.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The caches of a program, with a file {@code key} beside them that says for which Java and which
 * jars they were made. Java checks the same and more by itself; the key tells whether making them
 * anew would help.
 */
final class Caches {
  private final Program program;

  Caches(Program program) {
    this.program = program;
  }

  Path folder() {
    return program.cacheFolder();
  }

  /** Whether they are there, made by this Java for these jars. */
  boolean areCurrent() throws IOException {
    Path key = keyFile();
    return Stream.of(Role.values())
            .allMatch(role -> Files.exists(folder().resolve(role.cacheFile())))
        && Files.exists(key)
        && Files.readString(key).equals(key());
  }

  /** Puts what was made in {@code work} into its place; a reader sees the old or the new, whole. */
  void replaceFrom(Path work) throws IOException {
    for (Role role : Role.values()) {
      moveInto(work.resolve(role.cacheFile()), folder().resolve(role.cacheFile()));
    }
    Path key = Files.writeString(work.resolve("key"), key());
    moveInto(key, keyFile());
  }

  private static void moveInto(Path made, Path place) throws IOException {
    Files.move(made, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path keyFile() {
    return folder().resolve("key");
  }

  private String key() throws IOException {
    MessageDigest digest = sha256();
    update(digest, Runtime.version().toString());
    update(digest, System.getProperty("java.vm.vendor", "") + System.getProperty("os.arch", ""));
    for (Role role : Role.values()) {
      update(digest, Files.readString(program.options(role)));
    }
    for (Path jar : program.jars()) {
      // Whole seconds: what copied the jars may have cut off the rest.
      long modified = Files.getLastModifiedTime(jar).toMillis() / 1000;
      update(digest, "%s %d %d".formatted(jar.getFileName(), Files.size(jar), modified));
    }
    return HexFormat.of().formatHex(digest.digest()) + "\n";
  }

  private static void update(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
