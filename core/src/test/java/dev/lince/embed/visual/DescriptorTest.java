package dev.lince.embed.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lince.image.Raster;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptorTest {
  private static final Canvas.Box SQUARE = new Canvas.Box(0, 0, 128, 128);

  private final Random random = new Random(7);

  static Stream<Descriptor> all() {
    return Stream.concat(unmovedByTurning(), Stream.of(new GradientLayout(), new ColorLayout()));
  }

  static Stream<Descriptor> unmovedByTurning() {
    return Stream.of(
        new PolarGradients(), new ColorHistogram(), new RadialShape(), new LocalPatterns());
  }

  @ParameterizedTest
  @MethodSource("all")
  void describesMirrorImagesAlike(Descriptor descriptor) {
    Raster raster = Scenes.of(random, 128, 128);
    assertThat(cosine(descriptor, raster, Scenes.mirrored(raster))).isGreaterThan(.995);
  }

  @ParameterizedTest
  @MethodSource("unmovedByTurning")
  void describesAQuarterTurnAlike(Descriptor descriptor) {
    Raster raster = Scenes.of(random, 128, 128);
    assertThat(cosine(descriptor, raster, turned(raster))).isGreaterThan(.995);
  }

  @ParameterizedTest
  @MethodSource("all")
  void tellsPicturesApart(Descriptor descriptor) {
    Raster scene = Scenes.of(random, 128, 128);
    assertThat(cosine(descriptor, scene, Scenes.noise(random, 128, 128))).isLessThan(.98);
  }

  @ParameterizedTest
  @MethodSource("all")
  void returnsAsManyFloatsAsItSays(Descriptor descriptor) {
    assertThat(describe(descriptor, Scenes.of(random, 128, 128))).hasSize(descriptor.dimension());
  }

  @Test
  void nothingIsSeenOfShapesAndEdgesInAPlainPicture() {
    Raster plain = Scenes.plain(128, 128, 90, 120, 30);
    assertThat(describe(new GradientLayout(), plain)).containsOnly(0);
    assertThat(describe(new PolarGradients(), plain)).containsOnly(0);
    assertThat(describe(new RadialShape(), plain)).containsOnly(0);
  }

  @Test
  void gradientLayoutSeesWhereAnEdgeIsAndWhichWayItRuns() {
    Raster raster = Scenes.plain(128, 128, 0, 0, 0);
    for (int y = 20; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        raster.rgb()[3 * (y * 128 + x) + 1] = (byte) 255;
      }
    }
    float[] layout = describe(new GradientLayout(), raster);
    int strongest = 0;
    for (int i = 0; i < layout.length; i++) {
      strongest = layout[i] > layout[strongest] ? i : strongest;
    }
    int directions = 8;
    assertThat(strongest % directions).as("vertical gradient, half of a half turn").isEqualTo(4);
    assertThat(strongest / directions / 3).as("row of cells").isZero();
  }

  @Test
  void colorHistogramCountsEveryPixelOnce() {
    double sum = 0;
    for (float root : describe(new ColorHistogram(), Scenes.noise(random, 128, 128))) {
      sum += root * root;
    }
    assertThat(sum).isCloseTo(128 * 128, within(1.0));
  }

  private static float[] describe(Descriptor descriptor, Raster raster) {
    Canvas canvas = Resampler.resample(raster, SQUARE, 128, 128);
    return descriptor.describe(canvas, Gradients.of(canvas));
  }

  private static double cosine(Descriptor descriptor, Raster a, Raster b) {
    float[] first = describe(descriptor, a);
    float[] second = describe(descriptor, b);
    double dot = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int i = 0; i < first.length; i++) {
      dot += first[i] * second[i];
      squares += first[i] * first[i];
      otherSquares += second[i] * second[i];
    }
    return dot / Math.sqrt(squares * otherSquares);
  }

  private static Raster turned(Raster raster) {
    int size = raster.width();
    byte[] rgb = new byte[raster.rgb().length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        System.arraycopy(raster.rgb(), 3 * (y * size + x), rgb, 3 * (x * size + size - 1 - y), 3);
      }
    }
    return new Raster(size, size, rgb);
  }
}
