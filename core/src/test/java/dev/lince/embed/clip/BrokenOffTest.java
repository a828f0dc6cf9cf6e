package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ComputePool;
import dev.lince.embed.ProbeImage;
import dev.lince.image.Raster;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * ONNX Runtime's runs are broken off by the thousand, and nobody's vector shows it. {@code
 * -Dlince.test.searches=10000} asks for more of them than a build has time for.
 */
class BrokenOffTest {
  private static final int SEARCHES = Integer.getInteger("lince.test.searches", 2_000);

  @Test
  @Timeout(300)
  void searchesOvertakeAnIngestAndEveryVectorIsWhatItIsAlone() throws Exception {
    Raster picture = ProbeImage.raster();
    Queue<FutureTask<float[]>> bulk = new ArrayDeque<>();
    int compared = 0;
    try (ClipEmbedder embedder = ClipEmbedder.open(Golden.tinyModel(), 2);
        ComputePool pool = new ComputePool(2, 10)) {
      float[] alone = embedder.embedImage(picture);
      for (int i = 0; i < SEARCHES; i++) {
        bulk.add(pool.bulk(() -> embedder.embedImage(picture)));
        FutureTask<float[]> search =
            Objects.requireNonNull(pool.trySearch(() -> embedder.embedImage(picture)));
        assertSame(search.get(), alone);
        while (!bulk.isEmpty() && bulk.element().isDone()) {
          assertSame(bulk.remove().get(), alone);
          compared++;
        }
      }
      for (FutureTask<float[]> last : bulk) {
        assertSame(last.get(), alone);
        compared++;
      }
      assertThat(compared).isEqualTo(SEARCHES);
      assertSame(embedder.embedImage(picture), alone);
    }
  }

  private static void assertSame(float[] vector, float[] alone) {
    assertThat(Golden.cosine(vector, alone)).isGreaterThanOrEqualTo(0.999999);
  }
}
