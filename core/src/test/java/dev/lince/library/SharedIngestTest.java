package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.Raster;
import dev.lince.library.IngestProgress.Phase;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.Ledger;
import dev.lince.store.LedgerEntry;
import dev.lince.store.MemoryStore;
import dev.lince.store.RandomImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store, which are several libraries here. */
class SharedIngestTest {
  private static final int PICTURES = 400;

  @TempDir Path folder;

  private final MemoryStore memory = new MemoryStore();
  private final SharedStore store = new SharedStore(memory);
  private final List<ComputePool> pools = new ArrayList<>();
  private final ColorEmbedder embedder = new ColorEmbedder();

  @AfterEach
  void close() {
    pools.forEach(ComputePool::close);
    memory.close();
  }

  @Test
  void twoProcessesShareTheWorkAndDoNothingTwice() throws IOException {
    Pictures.writeMany(folder, PICTURES);
    CountDownLatch both = new CountDownLatch(2);

    try (Library one = library(store);
        Library other = library(store.anotherProcess())) {
      one.startIngest(new MeetingEmbedder(embedder, both));
      other.startIngest(new MeetingEmbedder(embedder, both));
      IngestProgress first = Pictures.ended(one);
      IngestProgress second = Pictures.ended(other);

      assertThat(List.of(first.phase(), second.phase())).containsOnly(Phase.DONE);
      assertThat(first.embedded()).isPositive();
      assertThat(second.embedded()).isPositive();
      assertThat(first.embedded() + second.embedded()).isEqualTo(PICTURES);
      assertThat(first.done()).isEqualTo(first.toDo());
      assertThat(second.done()).isEqualTo(second.toDo());
    }

    assertThat(embedder.embedded()).isEqualTo(PICTURES);
    assertThat(memory.count(Filter.ALL)).isEqualTo(PICTURES);
    assertThat(store.claimed()).isEmpty();
    memory.ledger().scan(entry -> assertThat(entry.state()).isEqualTo(LedgerEntry.State.INDEXED));
  }

  @Test
  void whatAnotherProcessWorksOnIsWaitedForAndCountsAsDone() throws IOException {
    Pictures.writeMany(folder, 100);
    Path file = folder.resolve("007.png");
    SharedStore process = store.anotherProcess();
    Ledger.Claim claim = process.ledger().claim(List.of("007.png"));

    try (Library library = library(store)) {
      library.startIngest(embedder);
      Pictures.until(() -> library.progress().done() == 99);
      assertThat(library.progress().phase()).isEqualTo(Phase.EMBEDDING);

      process.upsert(
          List.of(RandomImages.plain("007.png", new ColorEmbedder().space().probe().clone())));
      process
          .ledger()
          .put(
              List.of(
                  new LedgerEntry(
                      "007.png",
                      LedgerEntry.State.INDEXED,
                      Files.size(file),
                      Files.getLastModifiedTime(file).toInstant(),
                      "00",
                      null)));
      claim.close();

      IngestProgress end = Pictures.ended(library);
      assertThat(end.phase()).isEqualTo(Phase.DONE);
      assertThat(end.done()).isEqualTo(100);
      assertThat(end.embedded()).isEqualTo(99);
    }
    assertThat(embedder.embedded()).isEqualTo(99);
  }

  @Test
  void whatAnotherProcessGaveUpIsDoneHere() throws IOException {
    Pictures.writeMany(folder, 10);
    Ledger.Claim claim = store.anotherProcess().ledger().claim(List.of("003.png"));

    try (Library library = library(store)) {
      library.startIngest(embedder);
      Pictures.until(() -> library.progress().done() == 9);
      claim.close();
      assertThat(Pictures.ended(library).embedded()).isEqualTo(10);
    }
  }

  @Test
  void closingEndsTheWaitForAnotherProcessAndGivesAllClaimsBack() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    Ledger.Claim claim = store.anotherProcess().ledger().claim(List.of("a.png"));

    Library library = library(store, Duration.ofDays(1));
    library.startIngest(embedder);
    Pictures.until(() -> library.progress().phase() == Phase.EMBEDDING);
    library.close();

    assertThat(library.progress().phase()).isEqualTo(Phase.STOPPED);
    assertThat(store.claimed()).containsExactly("a.png");
    claim.close();
    assertThat(store.claimed()).isEmpty();
  }

  private Library library(ImageStore view) {
    return library(view, Duration.ofMillis(20));
  }

  private Library library(ImageStore view, Duration rest) {
    ComputePool pool = new ComputePool(2, 1);
    pools.add(pool);
    return new Library(
        new LibrarySettings(
            List.of(new ImageFolder("", folder)), LibrarySettings.DEFAULT_EXCLUDE, 1 << 20),
        new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT),
        view,
        pool,
        rest);
  }

  /**
   * Embeds only once both processes have something to embed, so that neither can be done before the
   * other begins.
   */
  private record MeetingEmbedder(ColorEmbedder embedder, CountDownLatch both, CountDownLatch here)
      implements Embedder {
    MeetingEmbedder(ColorEmbedder embedder, CountDownLatch both) {
      this(embedder, both, new CountDownLatch(1));
    }

    @Override
    public float[] embedImage(Raster raster) {
      synchronized (here) {
        if (here.getCount() == 1) {
          here.countDown();
          both.countDown();
        }
      }
      try {
        assertThat(both.await(60, TimeUnit.SECONDS)).as("both have begun").isTrue();
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
      return embedder.embedImage(raster);
    }

    @Override
    public Space space() {
      return embedder.space();
    }

    @Override
    public boolean embedsText() {
      return false;
    }

    @Override
    public TextEmbedding embedText(String text) {
      return embedder.embedText(text);
    }

    @Override
    public void close() {}
  }
}
