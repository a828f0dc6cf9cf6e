package dev.lince.app;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A folder of pictures, no two alike, large enough that an ingest of them takes seconds. */
final class DrawnPictures {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 900;

  private DrawnPictures() {}

  /** Writes {@code count} pictures, {@code 000.jpg} and so on, and returns the folder. */
  static Path draw(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      ImageIO.write(
          picture(new Random(i)), "jpg", folder.resolve("%03d.jpg".formatted(i)).toFile());
    }
    return folder;
  }

  private static BufferedImage picture(Random random) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int shape = 0; shape < 30; shape++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      if (random.nextBoolean()) {
        pen.fillOval(x, y, 50 + random.nextInt(400), 50 + random.nextInt(400));
      } else {
        pen.fillRect(x - 200, y - 200, 50 + random.nextInt(400), 50 + random.nextInt(400));
      }
    }
    pen.dispose();
    return image;
  }
}
