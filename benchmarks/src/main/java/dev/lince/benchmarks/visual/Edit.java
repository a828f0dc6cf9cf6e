package dev.lince.benchmarks.visual;

import dev.lince.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What happens to a picture on its way from one collection into another. */
public enum Edit {
  RESIZE("resize to 40 %"),
  JPEG("JPEG quality 30"),
  CROP_10("crop, 10 % off each axis"),
  CROP_30("crop, 30 % off each axis"),
  BORDER("border, black, grey or white"),
  CAPTION("caption over the lowest 15 %"),
  BRIGHTNESS("brightness × 1.25 + 15"),
  GREYSCALE("greyscale"),
  MIRROR("mirror"),
  ROTATION("rotation by 5°");

  final String title;

  Edit(String title) {
    this.title = title;
  }

  /** Whether the mean with its bound counts this edit. */
  public boolean counts() {
    return this != MIRROR && this != ROTATION;
  }

  /** The edited picture. */
  public Raster apply(Raster original, Random random) {
    int width = original.width();
    int height = original.height();
    return switch (this) {
      case RESIZE -> Warp.resized(original, share(width, .4), share(height, .4));
      case JPEG -> compressed(original);
      case CROP_10 -> cropped(original, .9, random);
      case CROP_30 -> cropped(original, .7, random);
      case BORDER -> framed(original, random.nextInt(3) * 127.5);
      case CAPTION -> captioned(original, random.nextLong());
      case BRIGHTNESS ->
          Pixels.fill(width, height, (x, y, c) -> Pixels.at(original, x, y, c) * 1.25 + 15);
      case GREYSCALE -> Pixels.fill(width, height, (x, y, c) -> Pixels.luma(original, x, y));
      case MIRROR ->
          Pixels.fill(width, height, (x, y, c) -> Pixels.at(original, width - 1 - x, y, c));
      case ROTATION -> Warp.turned(original, random.nextBoolean() ? 5 : -5);
    };
  }

  private static int share(int length, double share) {
    return (int) Math.max(1, Math.round(length * share));
  }

  private static Raster cropped(Raster original, double share, Random random) {
    int width = share(original.width(), share);
    int height = share(original.height(), share);
    int left = random.nextInt(original.width() - width + 1);
    int top = random.nextInt(original.height() - height + 1);
    return Warp.window(original, left, top, width, height);
  }

  private static Raster framed(Raster original, double shade) {
    int margin = Math.max(original.width(), original.height()) / 10;
    int right = original.width() + margin;
    int bottom = original.height() + margin;
    return Pixels.fill(
        right + margin,
        bottom + margin,
        (x, y, channel) ->
            x < margin || y < margin || x >= right || y >= bottom
                ? shade
                : Pixels.at(original, x - margin, y - margin, channel));
  }

  /** White marks of the size and density of letters on a black band. */
  private static Raster captioned(Raster original, long seed) {
    int top = original.height() - share(original.height(), .15);
    int dot = Math.max(1, (original.height() - top) / 9);
    Noise letters = new Noise(seed);
    return Pixels.fill(
        original.width(),
        original.height(),
        (x, y, channel) -> {
          if (y < top) {
            return Pixels.at(original, x, y, channel);
          }
          int column = x / dot;
          int row = (y - top) / dot - 1;
          boolean letter = row >= 0 && row < 7 && column % 6 != 5;
          return letter && letters.at(column, row) < .45f ? 255 : 0;
        });
  }

  private static Raster compressed(Raster original) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(.3f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(Pixels.toBufferedImage(original), null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return Pictures.decode(bytes.toByteArray());
  }
}
