package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ProbeImage;
import dev.lince.embed.Space;
import dev.lince.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClipEmbedderTest {
  private static final double SAME = 0.99999;

  private static ClipEmbedder embedder;

  @BeforeAll
  static void open() {
    embedder = ClipEmbedder.open(Golden.tinyModel(), 2);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void embedsEveryGoldenTextAsTheReferenceDoes() {
    JsonNode vectors = Golden.json("text-embeddings.json");
    for (JsonNode text : Golden.json("texts.json").path("texts")) {
      float[] vector = embedder.embedText(text.path("text").stringValue()).vector();
      float[] expected = Golden.vector(vectors.path(text.path("id").asString()));
      assertThat(Golden.cosine(vector, expected))
          .as("%s", text.path("text"))
          .isGreaterThanOrEqualTo(SAME);
    }
  }

  @Test
  void saysThatATextWasTooLong() {
    assertThat(embedder.embedText("cat ".repeat(75)).truncated()).isFalse();
    assertThat(embedder.embedText("cat ".repeat(76)).truncated()).isTrue();
  }

  @Test
  void givesVectorsOfLengthOne() {
    assertThat(length(embedder.embedImage(ProbeImage.raster()))).isBetween(0.999999, 1.000001);
    assertThat(length(embedder.embedText("a cat").vector())).isBetween(0.999999, 1.000001);
  }

  @Test
  void givesEightThreadsTheVectorsThatOneGets() throws Exception {
    List<Raster> rasters = IntStream.range(0, 24).mapToObj(ClipEmbedderTest::shifted).toList();
    List<float[]> alone = rasters.stream().map(embedder::embedImage).toList();
    List<float[]> words = rasters.stream().map(r -> textOf(r)).toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<float[]>> together = new ArrayList<>();
      List<Future<float[]>> wordsTogether = new ArrayList<>();
      for (Raster raster : rasters) {
        together.add(threads.submit(() -> embedder.embedImage(raster)));
        wordsTogether.add(threads.submit(() -> textOf(raster)));
      }
      for (int i = 0; i < rasters.size(); i++) {
        assertThat(together.get(i).get()).as("image %d", i).isEqualTo(alone.get(i));
        assertThat(wordsTogether.get(i).get()).as("text %d", i).isEqualTo(words.get(i));
      }
    }
  }

  @Test
  void computesTheSameWithAnyNumberOfThreads() {
    try (ClipEmbedder single = ClipEmbedder.open(Golden.tinyModel(), 1)) {
      assertThat(single.embedImage(ProbeImage.raster()))
          .isEqualTo(embedder.embedImage(ProbeImage.raster()));
      assertThat(single.space().isSameAs(embedder.space())).isTrue();
    }
  }

  @Test
  void namesItsSpaceAfterTheModelAndItsHash() {
    Space space = embedder.space();
    String hash = FileHash.of(Golden.TINY.resolve(ModelFolder.IMAGE_TOWER));
    assertThat(space.name()).isEqualTo("random-weights/clip-vit-patch32@" + hash.substring(0, 8));
    assertThat(space.modelHash()).isEqualTo(hash);
    assertThat(space.preprocessing()).isEqualTo("clip-pil-1");
    assertThat(space.dimension()).isEqualTo(512);
    assertThat(space.probe()).isEqualTo(embedder.embedImage(ProbeImage.raster()));
  }

  @Test
  void givesOnlyExportsThatComputeTheSameTheNameOfOpenAisModel() {
    String openai = "openai/clip-vit-base-patch32";
    String xenova = "fd6e1402a588279d1723c7534d4bcba5bc0b14b47dfab0e46f8c47b8270d7d40";
    String qdrant = "c68d3d9a200ddd2a8c8a5510b576d4c94d1ae383bf8b36dd8c084f94e1fb4d63";
    String immich = "33a3df41ceef21acdf371af00f6dd0456ec1f9eba24d03a7720f9c3734e40859";
    String quantised = "583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299";
    assertThat(ClipEmbedder.spaceName(xenova, "any")).isEqualTo(openai);
    assertThat(ClipEmbedder.spaceName(qdrant, "any")).isEqualTo(openai);
    assertThat(ClipEmbedder.spaceName(immich, openai)).isEqualTo(openai + "@33a3df41");
    assertThat(ClipEmbedder.spaceName(quantised, openai)).isEqualTo(openai + "@583fd111");
  }

  private static float[] textOf(Raster raster) {
    return embedder.embedText("picture " + raster.rgb()[0]).vector();
  }

  private static Raster shifted(int by) {
    byte[] rgb = ProbeImage.raster().rgb();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] += (byte) by;
    }
    return new Raster(320, 256, rgb);
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
