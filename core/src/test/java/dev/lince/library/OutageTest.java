package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.library.IngestProgress.Phase;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import dev.lince.store.MemoryStore;
import dev.lince.store.NewImage;
import dev.lince.store.StoreException;
import dev.lince.store.TestSeed;
import dev.lince.store.Upserted;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that goes away while an ingest runs. */
class OutageTest {
  private static final int PICTURES = 300;

  @TempDir Path folder;

  private final MemoryStore memory = new MemoryStore();
  private final ComputePool pool = new ComputePool(2, 1);
  private final ColorEmbedder embedder = new ColorEmbedder();
  private final List<Library> libraries = new ArrayList<>();
  private final Set<Phase> atPing = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    libraries.forEach(Library::close);
    pool.close();
    memory.close();
  }

  @RepeatedTest(3)
  void anIngestOutlivesOutagesAtAnyCall() throws IOException {
    Random random = TestSeed.random("OutageTest.anIngestOutlivesOutagesAtAnyCall");
    Pictures.writeMany(folder, PICTURES);
    Path copy = Files.copy(folder.resolve("000.png"), folder.resolve("copy.png"));
    Path vanished = Files.copy(copy, folder.resolve("vanished.png"));
    Files.copy(copy, folder.resolve("broken.png"));
    FlakyStore flaky = new FlakyStore(memory, random, this::pinged);

    ingest(memory);
    Pictures.age(copy, 60);
    Files.delete(vanished);
    Files.writeString(folder.resolve("broken.png"), "no picture any more");
    for (int i = 0; i < PICTURES; i += 2) {
      Pictures.age(folder.resolve("%03d.png".formatted(i)), 60);
    }
    for (int i = 1; i < PICTURES; i += 2) {
      Files.write(folder.resolve("%03d.png".formatted(i)), Pictures.png(color(random)));
      Pictures.age(folder.resolve("%03d.png".formatted(i)), 60);
    }
    IngestProgress end = ingest(flaky);

    assertThat(end.phase()).isEqualTo(Phase.DONE);
    assertThat(end.done()).isEqualTo(end.toDo());
    assertThat(end.removed()).isEqualTo(1);
    assertThat(flaky.outages()).isPositive();
    assertThat(atPing).containsExactly(Phase.PAUSED);
    assertThat(memory.count(Filter.ALL)).isEqualTo(PICTURES + 1);
    Map<LedgerEntry.State, Integer> states = new HashMap<>();
    memory.ledger().scan(entry -> states.merge(entry.state(), 1, Integer::sum));
    assertThat(states)
        .containsOnly(
            Map.entry(LedgerEntry.State.INDEXED, PICTURES + 1),
            Map.entry(LedgerEntry.State.FAILED, 1));
    assertThat(ingest(memory).toDo()).as("all of it is in step").isZero();
  }

  @Test
  void aNewLibraryIsEmbeddedOnceWhateverFails() throws IOException {
    Random random = TestSeed.random("OutageTest.aNewLibraryIsEmbeddedOnceWhateverFails");
    Pictures.writeMany(folder, PICTURES);

    IngestProgress end = ingest(new FlakyStore(memory, random, this::pinged));

    assertThat(end.embedded()).isEqualTo(PICTURES);
    assertThat(embedder.embedded()).isEqualTo(PICTURES);
    assertThat(memory.count(Filter.ALL)).isEqualTo(PICTURES);
  }

  @Test
  void closingEndsAnIngestThatWaitsForItsStore() throws IOException {
    Pictures.writeMany(folder, 1);
    ImageStore gone =
        new ForwardingStore(memory) {
          @Override
          <T> T call(Supplier<T> call) {
            throw new StoreException.Unavailable("The test has cut the store off.", null);
          }
        };

    Library library = library(gone, Duration.ofDays(1));
    library.startIngest(embedder);
    Pictures.until(() -> library.progress().phase() == Phase.PAUSED);
    library.close();

    assertThat(library.progress().phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void claimsThatAnOutageTookAreMadeAgain() throws IOException {
    Pictures.writeMany(folder, PICTURES);
    SharedStore shared = new SharedStore(memory);
    CutOnce cut = new CutOnce(shared);

    IngestProgress end = ingest(cut);

    assertThat(end.embedded()).isEqualTo(PICTURES);
    assertThat(cut.afterwards).isNotEmpty().doesNotContain(false);
    assertThat(shared.claimed()).isEmpty();
  }

  /** Loses all claims at the first batch; then notes whether what comes is claimed again. */
  private static final class CutOnce extends ForwardingStore {
    private final SharedStore shared;
    private final List<Boolean> afterwards = new ArrayList<>();
    private int calls;

    CutOnce(SharedStore shared) {
      super(shared);
      this.shared = shared;
    }

    @Override
    public List<Upserted> upsert(List<NewImage> batch) {
      calls++;
      if (calls == 1) {
        shared.loseClaims();
        throw new StoreException.Unavailable("The test has cut the store off.", null);
      }
      if (calls > 2) {
        afterwards.add(shared.claimed().containsAll(batch.stream().map(NewImage::path).toList()));
      }
      return super.upsert(batch);
    }
  }

  private void pinged() {
    libraries.forEach(
        library -> {
          Phase phase = library.progress().phase();
          if (phase.compareTo(Phase.DONE) < 0) {
            atPing.add(phase);
          }
        });
  }

  private static Color color(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(100));
  }

  private IngestProgress ingest(ImageStore store) {
    Library library = library(store, Duration.ofMillis(5));
    library.startIngest(embedder);
    return Pictures.ended(library);
  }

  private Library library(ImageStore store, Duration rest) {
    Library library =
        new Library(
            new LibrarySettings(
                List.of(new ImageFolder("", folder)), LibrarySettings.DEFAULT_EXCLUDE, 1 << 20),
            new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT),
            store,
            pool,
            rest);
    libraries.add(library);
    return library;
  }
}
