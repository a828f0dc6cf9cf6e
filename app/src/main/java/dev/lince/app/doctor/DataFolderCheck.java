package dev.lince.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Whether the data folder can be written to, or made, and has room. Writes nothing itself. */
final class DataFolderCheck implements Check {
  private static final long LEAST_MB = 1_000;

  private final Path folder;

  DataFolderCheck(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "data folder";
  }

  @Override
  public Outcome examine() {
    Path existing = folder;
    while (!Files.exists(existing)) {
      existing = Objects.requireNonNull(existing.getParent());
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return new Outcome.Problem(
          "%s cannot be written to.".formatted(existing),
          "Give this user the right to write there, or set LINCE_DATA to another folder.");
    }
    try {
      long freeMb = Files.getFileStore(existing).getUsableSpace() >> 20;
      String found =
          "%s%s: %,d MB free."
              .formatted(folder, existing.equals(folder) ? "" : " (to be made)", freeMb);
      return freeMb >= LEAST_MB
          ? new Outcome.Ok(found)
          : new Outcome.Warning(
              found,
              "Make room: an index takes about 3 KB for each picture, and more while it merges.");
    } catch (IOException e) {
      return new Outcome.Problem(
          "%s: its disk cannot be asked: %s".formatted(folder, e.getMessage()),
          "Look whether its disk is mounted.");
    }
  }
}
