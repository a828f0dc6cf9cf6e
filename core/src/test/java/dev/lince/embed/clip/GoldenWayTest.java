package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.Raster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The whole way of every golden picture: bytes, raster, crop, vector. */
class GoldenWayTest {
  private static final double SAME = 0.99999;

  private final Preprocessor preprocessor =
      new Preprocessor(PreprocessorConfig.read(Golden.TINY.resolve(ModelFolder.PREPROCESSOR)));

  @Test
  void reachesTheReferencesRasterCropAndVectorForEveryFile() throws IOException {
    JsonNode vectors = Golden.json("image-embeddings.json");
    StringBuilder report =
        new StringBuilder(
            "| file | raster equal | crop equal | cosine |\n| --- | --- | --- | --- |\n");
    List<String> different = new ArrayList<>();
    try (ClipEmbedder embedder = ClipEmbedder.open(Golden.tinyModel(), 1)) {
      List<JsonNode> images = pictures();
      assertThat(images).hasSizeGreaterThan(45);
      for (JsonNode image : images) {
        String file = image.path("file").stringValue();
        Raster raster = Golden.raster(file);
        boolean isRaster = hasHash(raster.rgb(), image.path("upright_rgb_sha256"));
        boolean isCrop = hasHash(preprocessor.crop(raster), image.path("crop_sha256"));
        double cosine =
            Golden.cosine(embedder.embedImage(raster), Golden.vector(vectors.path(file)));
        report.append("| %s | %s | %s | %.9f |%n".formatted(file, isRaster, isCrop, cosine));
        if (!isCrop || cosine < SAME) {
          different.add(file);
        }
      }
    }
    Files.writeString(Path.of("target", "golden-report.md"), report);
    assertThat(different).isEmpty();
  }

  @Test
  void embedsThePreparedCropsThemselves() throws IOException {
    for (JsonNode image : pictures()) {
      byte[] rgb = Golden.raster(image.path("crop").stringValue()).rgb();
      byte[] again = preprocessor.crop(new Raster(224, 224, rgb));
      assertThat(again).as(image.path("file").stringValue()).isEqualTo(rgb);
    }
  }

  /** Up to 24 megapixels, with sides that 8 does not divide: slow, some seconds. */
  @ParameterizedTest(name = "{0} × {1}, progressive: {2}")
  @CsvSource({
    "2001, 1503, false",
    "1797, 3989, true",
    "4000, 3000, true",
    "4032, 3024, false",
    "6001, 4003, true",
    "4003, 6001, false"
  })
  void hardlyChangesTheCropOfALargeJpegThatShrinksWhileItIsRead(
      int width, int height, boolean progressive) throws IOException {
    byte[] jpeg = jpeg(width, height, progressive);
    Raster exact = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT).decode(jpeg);
    Raster fast = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST).decode(jpeg);

    assertThat(fast.width()).isLessThan(exact.width());
    assertThat(meanDifference(preprocessor.crop(exact), preprocessor.crop(fast))).isLessThan(0.45);
  }

  private static List<JsonNode> pictures() {
    return Golden.json("expected.json").path("images").valueStream().toList();
  }

  private static boolean hasHash(byte[] bytes, JsonNode hash) {
    return Golden.sha256(bytes).equals(hash.stringValue());
  }

  private static double meanDifference(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
    }
    return (double) sum / a.length;
  }

  private static byte[] jpeg(int width, int height, boolean progressive) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int disc = Math.hypot(x - width / 2.5, y - height / 2.2) < height / 5.0 ? 120 : 0;
        int red = disc + (int) (60 + 50 * Math.sin(x / 37.0));
        int green = disc + (int) (60 + 50 * Math.sin(y / 23.0));
        int blue = x * 200 / width;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
