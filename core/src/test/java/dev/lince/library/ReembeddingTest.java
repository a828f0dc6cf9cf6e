package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.TextEmbedding;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.Raster;
import dev.lince.library.ReembedProgress.Phase;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import dev.lince.store.MemoryStore;
import dev.lince.store.Notes;
import dev.lince.store.StoreException;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReembeddingTest {
  private static final int MANY = 150;

  @TempDir Path folder;

  private final MemoryStore.Contents contents = new MemoryStore.Contents();
  private final ComputePool pool = new ComputePool(2, 8);
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ColorEmbedder before = new ColorEmbedder("before");
  private final ColorEmbedder after = new ColorEmbedder("after");

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void bringsTheLibraryIntoTheOtherSpaceWithItsIds() throws Exception {
    Pictures.writeMany(folder, MANY);
    List<ImageRecord> images = ingest(before);

    Reembedding run = reembedding(open(), after, false);
    assertThat(run.run()).isTrue();

    assertThat(run.progress())
        .isEqualTo(new ReembedProgress(Phase.SWITCHED, "after", MANY, MANY, 0, null));
    assertThat(after.embedded()).isEqualTo(MANY);
    assertThat(records(open())).isEqualTo(images);
    assertThat(SpaceNote.find(open().notes())).get().matches(after.space()::isSameAs);
    assertThat(SpaceNote.former(open().notes())).contains("before");
    assertThat(ingest(after)).isEqualTo(images);
    assertThat(after.embedded()).as("nothing is embedded twice").isEqualTo(MANY);
  }

  @Test
  void aStartWithTheOldSpaceAfterwardsIsRefusedAndNamesTheCommand() throws Exception {
    Pictures.writeMany(folder, 3);
    ingest(before);
    reembedding(open(), after, false).run();

    assertThatThrownBy(() -> ingest(before))
        .isInstanceOf(LibraryException.OtherSpace.class)
        .hasMessageContaining("lince reembed");
  }

  @Test
  void goesOnWhereOneBeforeItWasCutOff() throws Exception {
    Pictures.writeMany(folder, MANY);
    ingest(before);
    Thread runner = Thread.currentThread();
    Embedder stopping =
        new Watched(
            after,
            count -> {
              if (count == 70) {
                runner.interrupt();
              }
            });
    Reembedding cut = reembedding(open(), stopping, false);
    assertThatThrownBy(cut::run).isInstanceOf(InterruptedException.class);
    assertThat(cut.progress().phase()).isEqualTo(Phase.STOPPED);
    long kept = open().nextSpace().count();
    ColorEmbedder again = new ColorEmbedder("after");

    assertThat(reembedding(open(), again, false).run()).isTrue();

    assertThat(kept).isPositive();
    assertThat(again.embedded()).isEqualTo((int) (MANY - kept));
  }

  @Test
  void severalProcessesShareTheWorkAndOneOfThemSwitches() throws Exception {
    Pictures.writeMany(folder, MANY);
    List<ImageRecord> images = ingest(before);
    SharedStore one = new SharedStore(open());
    List<FutureTask<Boolean>> runs = new ArrayList<>();
    for (SharedStore store : List.of(one, one.anotherProcess(), one.anotherProcess())) {
      Reembedding run = reembedding(store, after, false);
      Callable<Boolean> work =
          () -> {
            try {
              return run.run();
            } catch (StoreException.Superseded byAnother) {
              return false;
            }
          };
      FutureTask<Boolean> task = new FutureTask<>(work);
      runs.add(task);
      Thread.ofPlatform().start(task);
    }

    int switched = 0;
    for (FutureTask<Boolean> run : runs) {
      switched += run.get() ? 1 : 0;
    }

    assertThat(switched).isEqualTo(1);
    assertThat(after.embedded()).isEqualTo(MANY);
    assertThat(records(open())).isEqualTo(images);
    assertThat(one.claimed()).isEmpty();
  }

  @Test
  void embedsWhatComesInMeanwhileBeforeItSwitches() throws Exception {
    Pictures.writeMany(folder, 80);
    ingest(before);
    Embedder adding =
        new Watched(
            after,
            count -> {
              if (count == 75) {
                Pictures.write(folder, "late.png", Color.MAGENTA);
                ingest(before);
              }
            });

    assertThat(reembedding(open(), adding, false).run()).isTrue();

    assertThat(open().findByPath("late.png")).isPresent();
    assertThat(open().count(Filter.ALL)).isEqualTo(81);
  }

  @Test
  void leavesAFewUnreadablePicturesBehindAndSaysWhy() throws Exception {
    Pictures.writeMany(folder, 20);
    ingest(before);
    Files.delete(folder.resolve("000.png"));
    Files.writeString(folder.resolve("001.png"), "no picture any more");

    Reembedding run = reembedding(open(), after, false);
    assertThat(run.run()).isTrue();

    assertThat(run.progress().unreadable()).isEqualTo(2);
    assertThat(open().count(Filter.ALL)).isEqualTo(18);
    LedgerEntry entry = open().ledger().find("001.png").orElseThrow();
    assertThat(entry.state()).isEqualTo(LedgerEntry.State.FAILED);
    assertThat(entry.reason()).contains("when the model changed");
    Pictures.write(folder, "001.png", Color.PINK);
    assertThat(ingest(after)).hasSize(19);
  }

  @Test
  void holdsWhereManyPicturesCannotBeReadUnlessTheyMayGo() throws Exception {
    Pictures.writeMany(folder, 30);
    List<ImageRecord> images = ingest(before);
    for (int i = 0; i < 11; i++) {
      Files.delete(folder.resolve("%03d.png".formatted(i)));
    }

    Reembedding held = reembedding(open(), after, false);
    assertThat(held.run()).isFalse();

    assertThat(held.progress().phase()).isEqualTo(Phase.HELD);
    assertThat(held.progress().reason()).contains("11 of 30").contains("--leave-out");
    assertThat(records(open())).isEqualTo(images);
    assertThat(SpaceNote.find(open().notes())).get().matches(before.space()::isSameAs);
    assertThat(reembedding(open(), after, true).run()).isTrue();
    assertThat(open().count(Filter.ALL)).isEqualTo(19);
  }

  @Test
  void anEmptyLibraryChangesOverAtOnce() throws Exception {
    ingest(before);

    assertThat(reembedding(open(), after, false).run()).isTrue();

    assertThat(SpaceNote.find(open().notes())).get().matches(after.space()::isSameAs);
  }

  @Test
  void visualNeverGoesIntoATableThatAnotherProgramMade() throws IOException {
    open().notes().put(Notes.ADOPTED, "image_embeddings");
    try (VisualEmbedder visual = new VisualEmbedder()) {
      assertThatThrownBy(() -> reembedding(open(), visual, false))
          .isInstanceOf(LibraryException.NotAdoptable.class);
    }
  }

  private MemoryStore open() {
    return new MemoryStore(contents, InstantSource.system());
  }

  private List<ImageRecord> ingest(Embedder embedder) throws IOException {
    MemoryStore store = open();
    try (Library library = library(store)) {
      library.startIngest(embedder);
      assertThat(Pictures.ended(library).phase()).isEqualTo(IngestProgress.Phase.DONE);
    }
    return records(store);
  }

  private Reembedding reembedding(ImageStore store, Embedder embedder, boolean leaveOut)
      throws IOException {
    return library(store).reembedding(embedder, leaveOut);
  }

  private Library library(ImageStore store) {
    return new Library(
        new LibrarySettings(
            List.of(new ImageFolder("", folder)), LibrarySettings.DEFAULT_EXCLUDE, 1 << 20),
        decoder,
        store,
        pool,
        Duration.ofMillis(5));
  }

  private static List<ImageRecord> records(ImageStore store) {
    List<ImageRecord> records = new ArrayList<>();
    store.scan(Filter.ALL, stored -> records.add(stored.image()));
    return records;
  }

  /** Told before each image that it embeds. */
  private interface BeforeEach {
    void embedding(int count) throws IOException, ExecutionException;
  }

  private static final class Watched implements Embedder {
    private final ColorEmbedder embedder;
    private final BeforeEach before;
    private final AtomicInteger count = new AtomicInteger();

    Watched(ColorEmbedder embedder, BeforeEach before) {
      this.embedder = embedder;
      this.before = before;
    }

    @Override
    public Space space() {
      return embedder.space();
    }

    @Override
    public float[] embedImage(Raster raster) {
      try {
        before.embedding(count.incrementAndGet());
      } catch (IOException | ExecutionException failed) {
        throw new IllegalStateException(failed);
      }
      return embedder.embedImage(raster);
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
