package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastModeTest {
  private final ImageDecoder exact = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ImageDecoder fast = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);

  @ParameterizedTest(name = "{0} × {1} by {2}")
  @CsvSource({
    "895, 1200, 1",
    "896, 1200, 2",
    "1200, 897, 2",
    "1791, 2000, 2",
    "2001, 1793, 4",
    "3584, 3590, 8"
  })
  void shrinksOnlyWhileTheShortSideKeeps448Pixels(int width, int height, int divisor)
      throws IOException {
    byte[] jpeg = photograph(width, height);
    Raster raster = fast.decode(jpeg);

    assertThat(raster.width()).isEqualTo(Math.ceilDiv(width, divisor));
    assertThat(raster.height()).isEqualTo(Math.ceilDiv(height, divisor));
    assertThat(raster.sourceWidth()).isEqualTo(width).isEqualTo(fast.inspect(jpeg).width());
    assertThat(raster.sourceHeight()).isEqualTo(height).isEqualTo(fast.inspect(jpeg).height());
    if (divisor == 1) {
      assertThat(raster.rgb()).isEqualTo(exact.decode(jpeg).rgb());
    }
  }

  /** A shift by half a pixel, or a row read askew, would differ by far more than one level. */
  @ParameterizedTest(name = "{0} × {1} by {2}")
  @CsvSource({"1201, 899, 2", "1793, 1901, 4", "3590, 3584, 8"})
  void showsWhatTheMeansOfTheExactPixelsShow(int width, int height, int divisor)
      throws IOException {
    byte[] jpeg = photograph(width, height);
    Raster small = fast.decode(jpeg);
    Raster large = exact.decode(jpeg);

    double difference = 0;
    int columns = width / divisor;
    int rows = height / divisor;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int green = small.rgb()[3 * (y * small.width() + x) + 1] & 255;
        difference += Math.abs(green - meanGreen(large, x * divisor, y * divisor, divisor));
      }
    }
    assertThat(difference / (columns * rows)).isLessThan(1.0);
  }

  @ParameterizedTest(name = "orientation {0}, {1} × {2}, by {3}")
  @CsvSource({
    "1, 1201, 901, 2",
    "3, 1201, 901, 1",
    "3, 1202, 902, 2",
    "6, 1201, 902, 2",
    "6, 1202, 901, 1",
    "5, 1201, 901, 2"
  })
  void doesNotShrinkWhereAnIncompletePixelWouldComeFirst(
      int exif, int width, int height, int divisor) {
    JpegFile file =
        new JpegFile(
            new FileBytes(new byte[0], ImageType.JPEG), width, height, JpegFile.Colours.YCC, null);

    assertThat(JpegShrink.FOR_MODELS.divisor(file, Orientation.ofExif(exif))).isEqualTo(divisor);
  }

  private static double meanGreen(Raster raster, int left, int top, int side) {
    int sum = 0;
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        sum += raster.rgb()[3 * (y * raster.width() + x) + 1] & 255;
      }
    }
    return (double) sum / (side * side);
  }

  /** A golden photograph, enlarged, as a JPEG by the JDK. */
  private static byte[] photograph(int width, int height) throws IOException {
    BufferedImage source =
        ImageIO.read(new ByteArrayInputStream(Golden.bytes("images/png-rgb.png")));
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(source, 0, 0, width, height, null);
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(large, "jpeg", jpeg);
    return jpeg.toByteArray();
  }
}
