package dev.lince.benchmarks.visual;

import dev.lince.image.Raster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Queries with their nearest pictures, to look at: one file a group, one query a row. */
final class ContactSheet {
  private static final int TILE = 120;
  private static final int COLUMNS = 6;

  private ContactSheet() {}

  static void writeAll(List<LabelledImage> images, List<int[]> rankings, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    for (String group : LabelledImage.groups(images)) {
      BufferedImage sheet =
          new BufferedImage(
              COLUMNS * TILE,
              LabelledImage.sizeOf(group, images) * TILE,
              BufferedImage.TYPE_INT_RGB);
      int row = 0;
      for (int query = 0; query < images.size(); query++) {
        if (images.get(query).group().equals(group)) {
          for (int column = 0; column < COLUMNS; column++) {
            Raster raster = Pictures.read(images.get(rankings.get(query)[column]).file());
            sheet.createGraphics().drawImage(tile(raster), column * TILE, row * TILE, null);
          }
          row++;
        }
      }
      ImageIO.write(sheet, "png", folder.resolve(group + ".png").toFile());
    }
  }

  private static BufferedImage tile(Raster raster) {
    double scale = (TILE - 4.0) / Math.max(raster.width(), raster.height());
    return Pixels.toBufferedImage(
        Warp.resized(
            raster,
            (int) Math.max(1, raster.width() * scale),
            (int) Math.max(1, raster.height() * scale)));
  }
}
