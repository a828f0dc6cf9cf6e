package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

class GifDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  @Test
  void readsWhatTheJdkWroteInAnySizePaletteAndRowOrder() throws IOException {
    Random random = Seed.random(GifDecoderTest.class);
    for (int i = 0; i < 200; i++) {
      BufferedImage image = randomImage(random, i % 4 == 0 ? 300 : 30);
      Raster raster = decoder.decode(encode(image, i % 2 == 1));
      for (int p = 0; p < raster.width() * raster.height(); p++) {
        int x = p % raster.width();
        int y = p / raster.width();
        assertThat(rgbAt(raster, x, y)).as("%d, %d", x, y).isEqualTo(image.getRGB(x, y) & 0xffffff);
      }
    }
  }

  @Test
  void makesTheScreenLargerWhereTheFrameReachesBeyondIt() {
    byte[] gif = Golden.bytes("images/gif-offset.gif");
    gif[6] = 20;
    gif[8] = 10;
    Raster raster = decoder.decode(gif);

    assertThat(raster.width()).isEqualTo(50 + 60);
    assertThat(raster.height()).isEqualTo(30 + 40);
  }

  @Test
  void showsOnlyTheFirstFrameAndNeverLooksAtTheOthers() {
    byte[] gif = Golden.bytes("images/gif-animated.gif");
    byte[] oneFrame = Arrays.copyOf(gif, endOfFirstFrame(gif));

    assertThat(decoder.decode(oneFrame).rgb()).isEqualTo(decoder.decode(gif).rgb());
  }

  private static int endOfFirstFrame(byte[] gif) {
    int at = GifFile.read(new FileBytes(gif, ImageType.GIF)).dataAt() + 1;
    while (gif[at] != 0) {
      at += 1 + (gif[at] & 255);
    }
    return at + 1;
  }

  private static int rgbAt(Raster raster, int x, int y) {
    int at = 3 * (y * raster.width() + x);
    byte[] rgb = raster.rgb();
    return ((rgb[at] & 255) << 16) | ((rgb[at + 1] & 255) << 8) | (rgb[at + 2] & 255);
  }

  private static BufferedImage randomImage(Random random, int maxSide) {
    int colours = 2 + random.nextInt(255);
    byte[] red = bytes(random, colours);
    byte[] green = bytes(random, colours);
    byte[] blue = bytes(random, colours);
    IndexColorModel palette = new IndexColorModel(8, colours, red, green, blue);
    BufferedImage image =
        new BufferedImage(
            1 + random.nextInt(maxSide),
            1 + random.nextInt(maxSide),
            BufferedImage.TYPE_BYTE_INDEXED,
            palette);
    int runs = 1 + random.nextInt(50);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int index = random.nextInt(runs) == 0 || x == 0 ? random.nextInt(colours) : -1;
        int last = x == 0 ? 0 : image.getRaster().getSample(x - 1, y, 0);
        image.getRaster().setSample(x, y, 0, index < 0 ? last : index);
      }
    }
    return image;
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] encode(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(gif)) {
      writer.setOutput(stream);
      var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
    return gif.toByteArray();
  }
}
