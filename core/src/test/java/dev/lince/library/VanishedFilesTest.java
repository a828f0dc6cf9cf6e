package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LedgerEntry;
import dev.lince.store.LedgerEntry.State;
import dev.lince.store.MemoryStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library whose images stay when their files are gone; see LibraryTest for the other one. */
class VanishedFilesTest {
  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private final ComputePool pool = new ComputePool(2, 1);
  private final ColorEmbedder embedder = new ColorEmbedder();

  @BeforeEach
  void twoPictures() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    Pictures.write(folder, "b.png", Color.BLUE);
  }

  @AfterEach
  void close() {
    pool.close();
    store.close();
  }

  @Test
  void theImageOfAVanishedFileStaysAndTheLedgerSaysMissing() throws IOException {
    ingest();
    LedgerEntry before = entry("a.png");

    Files.delete(folder.resolve("a.png"));
    IngestProgress progress = ingest();

    assertThat(progress.removed()).isZero();
    assertThat(store.findByPath("a.png")).isPresent();
    assertThat(entry("a.png"))
        .isEqualTo(
            new LedgerEntry(
                "a.png",
                State.MISSING,
                before.bytes(),
                before.modified(),
                before.contentHash(),
                null));
    assertThat(entry("b.png").state()).isEqualTo(State.INDEXED);
  }

  @Test
  void aFileThatIsBackIsIndexedAgainWithoutBeingEmbedded() throws IOException {
    ingest();
    int id = store.findByPath("a.png").orElseThrow().id();
    Files.delete(folder.resolve("a.png"));
    ingest();

    Pictures.write(folder, "a.png", Color.RED);
    IngestProgress progress = ingest();

    assertThat(progress.toDo()).isEqualTo(1);
    assertThat(progress.embedded()).isZero();
    assertThat(entry("a.png").state()).isEqualTo(State.INDEXED);
    assertThat(store.findByPath("a.png").orElseThrow().id()).isEqualTo(id);
    assertThat(ingest().toDo()).isZero();
  }

  @Test
  void aFileThatIsBackWithOtherContentIsEmbeddedUnderItsId() throws IOException {
    ingest();
    int id = store.findByPath("a.png").orElseThrow().id();
    Files.delete(folder.resolve("a.png"));
    ingest();

    Pictures.write(folder, "a.png", Color.GREEN);

    assertThat(ingest().embedded()).isEqualTo(1);
    assertThat(store.findByPath("a.png").orElseThrow().id()).isEqualTo(id);
  }

  @Test
  void aRenamedFileTakesItsVectorFromTheMissingOne() throws IOException {
    ingest();
    Files.delete(folder.resolve("a.png"));
    ingest();

    Pictures.write(folder, "c.png", Color.RED);

    assertThat(ingest().embedded()).isZero();
    assertThat(store.count(Filter.ALL)).isEqualTo(3);
  }

  @Test
  void vanishedFilesWithoutAnImageAreForgottenButNotThoseThatSomeoneRemoved() throws IOException {
    Files.writeString(folder.resolve("broken.png"), "this is no picture");
    ingest();
    store
        .ledger()
        .put(List.of(new LedgerEntry("seen.png", State.PENDING, 1, Instant.EPOCH, null, null)));
    store.delete(
        List.of(store.findByPath("a.png").orElseThrow().id()), AfterDelete.REMEMBER_REMOVED);

    Files.delete(folder.resolve("broken.png"));
    Files.delete(folder.resolve("a.png"));
    ingest();

    assertThat(store.ledger().find("broken.png")).isEmpty();
    assertThat(store.ledger().find("seen.png")).isEmpty();
    assertThat(entry("a.png").state()).isEqualTo(State.REMOVED);
  }

  @Test
  void anEmptyFolderMakesNothingMissing() throws IOException {
    ingest();
    Files.delete(folder.resolve("a.png"));
    Files.delete(folder.resolve("b.png"));

    ingest();

    assertThat(entry("a.png").state()).isEqualTo(State.INDEXED);
  }

  @Test
  void anotherFolderInPlaceOfALargeLibrarysIsTaken(@TempDir Path other) throws IOException {
    ingest();
    store
        .ledger()
        .put(
            IntStream.range(0, FolderNotes.LARGE)
                .mapToObj(
                    i -> new LedgerEntry(i + ".jpg", State.INDEXED, 1, Instant.EPOCH, "00", null))
                .toList());
    Pictures.write(other, "c.png", Color.GREEN);

    assertThat(ingest(other).embedded()).isEqualTo(1);
    assertThat(store.count(Filter.ALL)).isEqualTo(3);
    assertThat(entry("7.jpg").state()).isEqualTo(State.MISSING);
  }

  private LedgerEntry entry(String path) {
    return store.ledger().find(path).orElseThrow();
  }

  private IngestProgress ingest() {
    return ingest(folder);
  }

  private IngestProgress ingest(Path images) {
    LibrarySettings settings =
        new LibrarySettings(
            List.of(new ImageFolder("", images)),
            LibrarySettings.DEFAULT_EXCLUDE,
            1 << 20,
            Vanished.STAYS,
            LibrarySettings.PYTHON_SPACE);
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
    try (Library library = new Library(settings, decoder, store, pool)) {
      library.startIngest(embedder);
      IngestProgress end = Pictures.ended(library);
      assertThat(end.phase()).isEqualTo(IngestProgress.Phase.DONE);
      return end;
    }
  }
}
