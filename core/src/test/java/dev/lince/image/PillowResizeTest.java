package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PillowResizeTest {
  private final PillowResize resize = new PillowResize();

  @RepeatedTest(40)
  void equalsTheReferenceThatGathersEverySample() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Raster image = noise(random, 1 + random.nextInt(300), 1 + random.nextInt(300));
    int width = 1 + random.nextInt(200);
    int height = 1 + random.nextInt(200);
    PillowResize.Crop crop = crop(random, width, height);

    byte[] kept = resize.resize(image, width, height, crop);

    assertThat(kept).as("seed %d", seed).isEqualTo(reference(image, width, height, crop));
  }

  @Test
  void leavesAnImageOfTheWantedSizeAsItIs() {
    Raster image = noise(new Random(1), 50, 40);
    byte[] kept = resize.resize(image, 50, 40, new PillowResize.Crop(0, 0, 50, 40));
    assertThat(kept).isEqualTo(image.rgb());
  }

  @Test
  void keepsTheGeometryOfAnImageThatWasShrunkWhileDecoding() {
    // The ramp's value is its place in the source, so a shift would show as another value.
    Raster ramp = ramp(1001, 1001);
    byte[] shrunk = new byte[3 * 501 * 501];
    for (int y = 0; y < 501; y++) {
      for (int x = 0; x < 501; x++) {
        shrunk[3 * (y * 501 + x)] = (byte) Math.round(Math.min(2 * x + 0.5, 1000) / 4);
      }
    }
    PillowResize.Crop crop = new PillowResize.Crop(0, 0, 224, 224);

    byte[] exact = resize.resize(ramp, 224, 224, crop);
    byte[] fast = resize.resize(new Raster(501, 501, shrunk, 1001, 1001), 224, 224, crop);

    for (int x = 0; x < 224; x++) {
      assertThat((fast[3 * x] & 0xff) - (exact[3 * x] & 0xff)).as("column %d", x).isBetween(-1, 1);
    }
  }

  @Test
  void cutsTheCentreOutOfALineOnePixelHigh() {
    Raster line = noise(new Random(2), 20_000, 1);
    long width = 224L * 20_000;
    byte[] kept =
        resize.resize(line, width, 224, new PillowResize.Crop((width - 224) / 2, 0, 224, 224));
    assertThat(kept).hasSize(3 * 224 * 224);
    assertThat(java.util.Arrays.copyOf(kept, 3 * 224))
        .isEqualTo(java.util.Arrays.copyOfRange(kept, 3 * 224, 2 * 3 * 224));
  }

  private static Raster noise(Random random, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    random.nextBytes(rgb);
    return new Raster(width, height, rgb);
  }

  private static Raster ramp(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) Math.round(i % width / 4.0);
    }
    return new Raster(width, height, rgb);
  }

  private static PillowResize.Crop crop(Random random, int width, int height) {
    int left = random.nextInt(width);
    int top = random.nextInt(height);
    return new PillowResize.Crop(
        left, top, 1 + random.nextInt(width - left), 1 + random.nextInt(height - top));
  }

  /** Two whole passes, each output summed on its own. */
  private static byte[] reference(Raster image, int width, int height, PillowResize.Crop crop) {
    int h = image.height();
    BicubicWeights x = new BicubicWeights(image.width(), image.width(), width, 0, width);
    BicubicWeights y = new BicubicWeights(h, h, height, 0, height);
    int[] across = new int[3 * width * h];
    for (int i = 0; i < across.length; i++) {
      int column = i / 3 % width;
      int sum = 1 << 21;
      for (int in = x.start(column); in < x.end(column); in++) {
        int sample = image.rgb()[3 * (i / 3 / width * image.width() + in) + i % 3] & 0xff;
        sum += sample * x.weight(column, in);
      }
      across[i] = Math.clamp(sum >> 22, 0, 255);
    }
    byte[] kept = new byte[3 * crop.width() * crop.height()];
    for (int i = 0; i < kept.length; i++) {
      int column = (int) crop.left() + i / 3 % crop.width();
      int row = (int) crop.top() + i / 3 / crop.width();
      int sum = 1 << 21;
      for (int in = y.start(row); in < y.end(row); in++) {
        sum += across[3 * (in * width + column) + i % 3] * y.weight(row, in);
      }
      kept[i] = (byte) Math.clamp(sum >> 22, 0, 255);
    }
    return kept;
  }
}
