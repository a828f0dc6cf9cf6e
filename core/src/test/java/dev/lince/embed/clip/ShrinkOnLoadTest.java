package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the model sees of a large photograph that was decoded in the fast way. */
class ShrinkOnLoadTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  /** The channel that varies least: what is normalised by it differs by as many levels at least. */
  private static final double LEAST_DEVIATION = 0.26130258;

  private final Preprocessor preprocessor =
      new Preprocessor(
          PreprocessorConfig.read(RESOURCES.resolve("models/tiny/preprocessor_config.json")));

  @ParameterizedTest(name = "{0} × {1}")
  @CsvSource({"4000, 3000", "3001, 4003", "2000, 1500"})
  void differsByLessThanHalfALevel(int width, int height) throws IOException {
    byte[] photograph = enlarged(width, height);

    float[] exact = crop(photograph, DecodeMode.EXACT);
    float[] fast = crop(photograph, DecodeMode.FAST);

    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      sum += Math.abs(exact[i] - fast[i]) * 255 * LEAST_DEVIATION;
    }
    assertThat(sum / exact.length).isPositive().isLessThan(0.45);
  }

  private float[] crop(byte[] image, DecodeMode mode) {
    FloatBuffer pixels = FloatBuffer.allocate(preprocessor.inputSize());
    preprocessor.fill(new ImageDecoder(ImageLimits.DEFAULT, mode).decode(image), pixels);
    return pixels.array();
  }

  private static byte[] enlarged(int width, int height) throws IOException {
    byte[] small = Files.readAllBytes(RESOURCES.resolve("golden/images/jpeg-420.jpg"));
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(ImageIO.read(new ByteArrayInputStream(small)), 0, 0, width, height, null);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(large, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
