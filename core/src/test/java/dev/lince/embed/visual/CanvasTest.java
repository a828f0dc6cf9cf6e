package dev.lince.embed.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lince.image.Raster;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanvasTest {
  private final Random random = new Random(20261122);

  @ParameterizedTest
  @CsvSource({
    "400,400,128,128",
    "400,100,256,64",
    "100,400,64,256",
    "2000,10,256,64",
    "30,20,157,105"
  })
  void hasTheProportionsOfThePictureUpToFourToOne(int width, int height, int across, int down) {
    Canvas canvas = Canvas.of(Scenes.noise(random, width, height));
    assertThat(canvas.width()).isEqualTo(across);
    assertThat(canvas.height()).isEqualTo(down);
  }

  @Test
  void leavesAFrameOut() {
    Raster picture = Scenes.noise(random, 300, 200);
    Canvas bare = Canvas.of(picture);
    Canvas framed = Canvas.of(Scenes.window(picture, -60, -30, 450, 270));
    assertThat(framed.width()).isCloseTo(bare.width(), within(2));
    assertThat(framed.luma()).doesNotContain(1f);
  }

  @Test
  void keepsAPictureThatIsAllMargin() {
    Canvas canvas = Canvas.of(Scenes.plain(300, 300, 255, 255, 255));
    assertThat(canvas.luma()).hasSize(128 * 128);
    for (float luma : canvas.luma()) {
      assertThat(luma).isCloseTo(1f, within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({"300,200", "37,411", "90,64", "5,3"})
  void resamplingAgreesWithTheMeanOfWhatAPixelCovers(int width, int height) {
    Raster raster = Scenes.noise(random, width, height);
    Canvas canvas = Resampler.resample(raster, new Canvas.Box(0, 0, width, height), 64, 48);
    for (int i = 0; i < 200; i++) {
      int x = random.nextInt(64);
      int y = random.nextInt(48);
      double expected = meanLuma(raster, x, y, 64, 48);
      assertThat(canvas.luma()[y * 64 + x]).isCloseTo((float) expected, within(1e-4f));
    }
  }

  @Test
  void reducingByAWholeNumberTakesMeansOfSquares() {
    Raster raster = Scenes.noise(random, 31, 22);
    Raster reduced = Resampler.reduced(raster, 3);
    assertThat(reduced.width()).isEqualTo(10);
    assertThat(reduced.height()).isEqualTo(7);
    int sum = 0;
    for (int y = 18; y < 21; y++) {
      for (int x = 27; x < 30; x++) {
        sum += raster.rgb()[3 * (y * 31 + x) + 1] & 255;
      }
    }
    assertThat(reduced.rgb()[3 * (6 * 10 + 9) + 1] & 255).isCloseTo(sum / 9, within(1));
  }

  /** Source pixels by the area that is covered; a target pixel is at least as large as one. */
  private static double meanLuma(Raster raster, int x, int y, int width, int height) {
    double sum = 0;
    double weights = 0;
    double wide = Math.max(1, (double) raster.width() / width);
    double tall = Math.max(1, (double) raster.height() / height);
    double left = (x + .5) * raster.width() / width - wide / 2;
    double top = (y + .5) * raster.height() / height - tall / 2;
    for (int row = (int) Math.floor(top); row < top + tall; row++) {
      double down = Math.min(top + tall, row + 1) - Math.max(top, row);
      for (int column = (int) Math.floor(left); column < left + wide; column++) {
        double across = Math.min(left + wide, column + 1) - Math.max(left, column);
        if (row >= 0 && row < raster.height() && column >= 0 && column < raster.width()) {
          int at = 3 * (row * raster.width() + column);
          double luma =
              .299 * (raster.rgb()[at] & 255)
                  + .587 * (raster.rgb()[at + 1] & 255)
                  + .114 * (raster.rgb()[at + 2] & 255);
          sum += across * down * luma / 255;
          weights += across * down;
        }
      }
    }
    return sum / weights;
  }
}
