package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/** Small pictures for tests, and how to wait for what becomes of them. */
final class Pictures {
  private Pictures() {}

  /** Writes a picture of {@code color} into a folder. */
  static Path write(Path folder, String name, Color color) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, png(color));
  }

  /** Writes {@code count} pictures no two of which have the same bytes, named by their number. */
  static void writeMany(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      write(folder, "%03d.png".formatted(i), new Color(i % 256, 255 - i % 256, 30 + i / 256));
    }
  }

  /** A picture of 20 × 10 pixels, its right half darker. */
  static byte[] png(Color color) throws IOException {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 20; x++) {
      for (int y = 0; y < 10; y++) {
        image.setRGB(x, y, x < 10 ? color.getRGB() : color.darker().getRGB());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Makes a file older. */
  static void age(Path file, long seconds) throws IOException {
    Instant before = Files.getLastModifiedTime(file).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(before.minusSeconds(seconds)));
  }

  /** Waits until it is so. */
  static void until(BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for a minute").isLessThan(limit);
      Thread.onSpinWait();
    }
  }

  /** Waits until the ingest of a library has ended, and says how. */
  static IngestProgress ended(Library library) {
    until(() -> library.progress().phase().compareTo(IngestProgress.Phase.DONE) >= 0);
    return library.progress();
  }
}
