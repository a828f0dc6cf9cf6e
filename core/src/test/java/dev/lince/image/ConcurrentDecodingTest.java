package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConcurrentDecodingTest {
  private static final int THREADS = 8;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);

  /** Broken files among them: an error in one native call must not show in another thread's. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void givesEightThreadsAtOnceTheRightPixels() throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      tasks.add(() -> decodeAll(seed));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Integer> decoded : threads.invokeAll(tasks)) {
        assertThat(decoded.get()).isEqualTo(Golden.pictures().size());
      }
    }
  }

  private int decodeAll(int seed) {
    List<Golden.Picture> pictures = new ArrayList<>(Golden.pictures());
    List<Golden.BadFile> badFiles = Golden.badFiles();
    Random random = new Random(seed);
    Collections.shuffle(pictures, random);
    for (Golden.Picture picture : pictures) {
      Outcomes.rasterOrRefusal(decoder, badFiles.get(random.nextInt(badFiles.size())).bytes());
      Raster raster = decoder.decode(picture.bytes());
      assertThat(Golden.hash(raster.rgb())).as(picture.name()).isEqualTo(picture.uprightHash());
    }
    return pictures.size();
  }
}
