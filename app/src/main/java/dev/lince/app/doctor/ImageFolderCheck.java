package dev.lince.app.doctor;

import dev.lince.library.ImageFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** Whether an image folder is there, and about how much is in it. */
final class ImageFolderCheck implements Check {
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final Path folder;

  ImageFolderCheck(ImageFolder folder) {
    this.folder = folder.folder();
  }

  @Override
  public String name() {
    return "image folder";
  }

  @Override
  public Outcome examine() {
    if (!Files.isDirectory(folder)) {
      return new Outcome.Problem(
          "%s is not there.".formatted(folder), "Make it, or set LINCE_IMAGES to another folder.");
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      return new Outcome.Problem(
          "%s cannot be read.".formatted(folder), "Give this user the right to read it.");
    }
    Counter counter = new Counter();
    try {
      Files.walkFileTree(folder, counter);
    } catch (IOException e) {
      return new Outcome.Problem(
          "%s cannot be read: %s".formatted(folder, e.getMessage()),
          "Give this user the right to read it.");
    }
    String files = counter.isEnded() ? "more than %,d files" : "%,d files";
    return counter.files == 0
        ? new Outcome.Warning(
            "%s has no files.".formatted(folder), "Look whether its disk is mounted.")
        : new Outcome.Ok("%s: %s.".formatted(folder, files.formatted(counter.files)));
  }

  private static final class Counter extends SimpleFileVisitor<Path> {
    private final long end = System.nanoTime() + GLANCE.toNanos();
    private int files;

    boolean isEnded() {
      return System.nanoTime() > end;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files++;
      return isEnded() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
