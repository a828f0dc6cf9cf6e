package dev.lince.benchmarks.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * JPEGs of quality 90 with chroma of half the size (4:2:0), the same for the same seed: waves of
 * all lengths, and grain with a standard deviation of about 2.5 levels that neighbours share in
 * part, as a camera's is. They take some 2.5 bits a pixel, like photographs.
 */
public final class DrawnJpeg {
  private static final float QUALITY = 0.9f;
  private static final int WAVES = 12;
  private static final int GRAIN = 13;
  private static final int AFTER_START_OF_IMAGE = 2;
  private static final int DISTINCT = 40;

  private DrawnJpeg() {}

  /** One picture. */
  public static byte[] of(long seed, int width, int height, boolean progressive) {
    return encoded(drawn(new Random(seed), width, height), progressive);
  }

  /**
   * Fills {@code folder} with {@code count} files, {@code 00000.jpg} and so on, whose contents
   * differ: a few pictures, each with many comments.
   */
  public static void fill(Path folder, int count, int width, int height) throws IOException {
    byte[][] pictures = new byte[Math.min(count, DISTINCT)][];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = of(i, width, height, false);
    }
    for (int i = 0; i < count; i++) {
      Files.write(
          folder.resolve("%05d.jpg".formatted(i)), numbered(pictures[i % pictures.length], i));
    }
  }

  /** With a comment segment (ITU T.81, B.2.4.5) behind the start of the image. */
  private static byte[] numbered(byte[] jpeg, int number) {
    return ByteBuffer.allocate(jpeg.length + 8)
        .put(jpeg, 0, AFTER_START_OF_IMAGE)
        .putShort((short) 0xFFFE)
        .putShort((short) 6)
        .putInt(number)
        .put(jpeg, AFTER_START_OF_IMAGE, jpeg.length - AFTER_START_OF_IMAGE)
        .array();
  }

  private static BufferedImage drawn(Random random, int width, int height) {
    float[][] across = new float[3 * WAVES][];
    float[][] down = new float[3 * WAVES][];
    for (int i = 0; i < across.length; i++) {
      double length = width / Math.pow(2, (i - i % 3) * 0.2);
      across[i] = wave(random, width, length);
      down[i] = wave(random, height, length);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    float[] grains = new float[width];
    for (int y = 0; y < height; y++) {
      float left = 0;
      for (int x = 0; x < width; x++) {
        left = (left + random.nextInt(2 * GRAIN) - GRAIN) / 2;
        float grain = (grains[x] + left) / 2;
        grains[x] = grain;
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          float light = 128 + grain;
          for (int i = channel; i < across.length; i += 3) {
            light += across[i][x] * down[i][y];
          }
          rgb = rgb << 8 | Math.clamp((int) light, 0, 255);
        }
        row[x] = rgb;
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  private static float[] wave(Random random, int size, double length) {
    double phase = random.nextDouble() * 2 * Math.PI;
    double turns = 2 * Math.PI * (0.5 + random.nextDouble()) / length;
    float[] wave = new float[size];
    for (int i = 0; i < size; i++) {
      wave[i] = (float) (5.5 * Math.sin(phase + turns * i));
    }
    return wave;
  }

  private static byte[] encoded(BufferedImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      how.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
