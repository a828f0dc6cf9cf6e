package dev.lince.embed.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lince.embed.EmbedException;
import dev.lince.embed.ProbeImage;
import dev.lince.image.Raster;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VisualEmbedderTest {
  private final VisualEmbedder embedder = new VisualEmbedder();

  @ParameterizedTest
  @CsvSource({"1,1", "1,500", "500,1", "2,3", "3000,2", "7,4000", "64,64", "900,700"})
  void vectorsOfAnySizeAreFiniteAndUnit(int width, int height) {
    Random random = seeded();
    assertUnit(Scenes.plain(width, height, 255, 255, 255));
    assertUnit(Scenes.plain(width, height, 0, 0, 0));
    assertUnit(Scenes.plain(width, height, 128, 128, 128));
    assertUnit(Scenes.noise(random, width, height));
    assertUnit(Scenes.of(random, width, height));
  }

  private void assertUnit(Raster raster) {
    float[] vector = embedder.embedImage(raster);
    assertThat(vector).hasSize(512);
    double squares = 0;
    for (float value : vector) {
      assertThat(value).isFinite();
      squares += (double) value * value;
    }
    assertThat(Math.sqrt(squares)).isCloseTo(1, within(1e-5));
  }

  @Test
  void givesTheSameBitsFromEveryThreadAndInstance() throws Exception {
    Random random = seeded();
    List<Raster> rasters = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rasters.add(Scenes.of(random, 50 + random.nextInt(300), 50 + random.nextInt(300)));
    }
    List<float[]> alone = rasters.stream().map(embedder::embedImage).toList();
    try (VisualEmbedder other = new VisualEmbedder();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> together = new ArrayList<>();
      for (Raster raster : rasters) {
        together.add(threads.submit(() -> other.embedImage(raster)));
      }
      for (int i = 0; i < rasters.size(); i++) {
        assertThat(together.get(i).get()).containsExactly(alone.get(i));
      }
    }
  }

  /** The scenes are bare and some resemble each other: a few of them may be taken for another. */
  @ParameterizedTest
  @EnumSource(Edit.class)
  void anEditedCopyIsNearerThanUnrelatedPictures(Edit edit) {
    Random random = seeded();
    List<Raster> originals = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      originals.add(Scenes.of(random, 240, 180));
    }
    List<float[]> vectors = originals.stream().map(embedder::embedImage).toList();
    int found = 0;
    for (int i = 0; i < originals.size(); i++) {
      Raster copy = edit.apply(originals.get(i));
      if (nearest(embedder.embedImage(copy), vectors) == i) {
        found++;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(33);
  }

  enum Edit {
    CUT {
      @Override
      Raster apply(Raster original) {
        return Scenes.window(original, 8, 6, 220, 165);
      }
    },
    FRAMED {
      @Override
      Raster apply(Raster original) {
        return Scenes.window(original, -24, -24, 288, 228);
      }
    },
    MIRRORED {
      @Override
      Raster apply(Raster original) {
        return Scenes.mirrored(original);
      }
    },
    GREY {
      @Override
      Raster apply(Raster original) {
        return Scenes.grey(original);
      }
    };

    abstract Raster apply(Raster original);
  }

  @Test
  void mirrorImagesAreAllButEqual() {
    Random random = seeded();
    for (int i = 0; i < 20; i++) {
      Raster raster = Scenes.of(random, 100 + random.nextInt(200), 100 + random.nextInt(200));
      float[] vector = embedder.embedImage(raster);
      float[] mirrored = embedder.embedImage(Scenes.mirrored(raster));
      assertThat(dot(vector, mirrored)).isGreaterThan(.97);
    }
  }

  @Test
  void plainPicturesOfOneColorAreEqualAtAnySize() {
    float[] small = embedder.embedImage(Scenes.plain(1, 1, 200, 30, 40));
    float[] large = embedder.embedImage(Scenes.plain(900, 700, 200, 30, 40));
    float[] other = embedder.embedImage(Scenes.plain(900, 700, 20, 30, 240));
    assertThat(dot(small, large)).isGreaterThan(.99);
    assertThat(dot(small, other)).isLessThan(.8);
  }

  @Test
  void readsTheRasterAndNotTheSizeOfItsSource() {
    Raster raster = Scenes.of(seeded(), 200, 150);
    Raster shrunk = new Raster(200, 150, raster.rgb(), 1600, 1200);
    assertThat(embedder.embedImage(shrunk)).containsExactly(embedder.embedImage(raster));
  }

  @Test
  void itsSpaceIsNamedAndProvenByTheProbe() {
    assertThat(embedder.space().name()).isEqualTo("visual");
    assertThat(embedder.space().dimension()).isEqualTo(512);
    assertThat(embedder.space().probe()).containsExactly(embedder.embedImage(ProbeImage.raster()));
  }

  @Test
  void knowsNoWordsAndSaysSo() {
    assertThat(embedder.embedsText()).isFalse();
    assertThatThrownBy(() -> embedder.embedText("a lynx"))
        .isInstanceOf(EmbedException.NoText.class)
        .hasMessageContaining("no words");
  }

  /** A change of any bit makes another space: then VERSION changes, and these digits with it. */
  @Test
  void theProbesVectorIsTheOneOfThisVersion() {
    HexFormat hex = HexFormat.of();
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      first.append(hex.toHexDigits(Float.floatToIntBits(embedder.space().probe()[i * 128])));
    }
    assertThat(embedder.space().modelHash() + ":" + first)
        .isEqualTo("1:bd8a36c93e250024bdef74603bcf6326");
  }

  private static int nearest(float[] query, List<float[]> vectors) {
    int best = 0;
    for (int i = 1; i < vectors.size(); i++) {
      if (dot(query, vectors.get(i)) > dot(query, vectors.get(best))) {
        best = i;
      }
    }
    return best;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("Seed of the pictures: " + seed);
    return new Random(seed);
  }
}
