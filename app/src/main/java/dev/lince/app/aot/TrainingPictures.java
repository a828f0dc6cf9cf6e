package dev.lince.app.aot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A few pictures to train on, drawn from fixed seeds: no file of anybody's is looked at. */
final class TrainingPictures {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final int SQUARE = 40;

  private TrainingPictures() {}

  /** Draws pictures into a new {@code folder}; {@code 0.jpg} and {@code 1.png} are among them. */
  static void draw(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < 6; i++) {
      String format = i % 2 == 0 ? "jpg" : "png";
      ImageIO.write(picture(i), format, folder.resolve(i + "." + format).toFile());
    }
  }

  private static BufferedImage picture(long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    int[] colours = random.ints((WIDTH / SQUARE) * (HEIGHT / SQUARE)).toArray();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, colours[(y / SQUARE) * (WIDTH / SQUARE) + x / SQUARE]);
      }
    }
    return image;
  }
}
