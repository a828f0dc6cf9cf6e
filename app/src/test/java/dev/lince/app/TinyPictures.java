package dev.lince.app;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A folder of small pictures, no two alike, which cost next to nothing to embed. */
final class TinyPictures {
  private static final int SIDE = 48;
  private static final int SQUARE = 8;

  private final Path folder;
  private int drawn;

  TinyPictures(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Writes {@code count} more, {@code 00000.png} and so on. */
  void draw(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      draw("%05d.png".formatted(drawn++), drawn);
    }
  }

  /** Draws the picture of that name, over one that may be there. */
  void draw(String name, long seed) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y += SQUARE) {
      for (int x = 0; x < SIDE; x += SQUARE) {
        fill(image, x, y, new Color(random.nextInt(1 << 24)).getRGB());
      }
    }
    Path whole = folder.resolve(name + ".part");
    ImageIO.write(image, "png", whole.toFile());
    Files.move(whole, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static void fill(BufferedImage image, int left, int top, int rgb) {
    for (int y = top; y < top + SQUARE; y++) {
      for (int x = left; x < left + SQUARE; x++) {
        image.setRGB(x, y, rgb);
      }
    }
  }

  void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  Path folder() {
    return folder;
  }

  /** One of them. */
  Path file(String name) {
    return folder.resolve(name);
  }
}
