package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {
  @TempDir private Path cache;

  @Test
  void severalMakeOneCacheAtOnce() throws Exception {
    try (FakeHub server = new FakeHub();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 50; round++) {
        Path made = cache.resolve("made" + round);
        List<Callable<Void>> all =
            Collections.nCopies(
                8,
                () -> {
                  new HubCache(made, server.model(), true).prepare();
                  return null;
                });
        for (Future<Void> one : threads.invokeAll(all)) {
          assertThat(one).succeedsWithin(Duration.ofSeconds(10));
        }
        assertThat(made.resolve("CACHEDIR.TAG")).isNotEmptyFile();
      }
    }
  }
}
