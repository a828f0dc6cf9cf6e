package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.image.DecodeMode;
import dev.lince.image.DecoderChoice;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LedgerEntry;
import dev.lince.store.MemoryStore;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private final ComputePool pool = new ComputePool(2, 8);
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ColorEmbedder embedder = new ColorEmbedder();

  @AfterEach
  void close() {
    pool.close();
    store.close();
  }

  @Test
  void embedsEveryPictureOfAFolderOnceAndNothingAgainAtTheNextStart() throws IOException {
    picture("red.png", Color.RED);
    picture("sea/blue.png", Color.BLUE);
    Files.writeString(folder.resolve("readme.txt"), "no picture");

    IngestProgress first = ingest();
    IngestProgress second = ingest();

    assertThat(first.embedded()).isEqualTo(2);
    assertThat(second.toDo()).isZero();
    assertThat(embedder.embedded()).isEqualTo(2);
    assertThat(store.findByPath("sea/blue.png")).get().extracting(ImageRecord::width).isEqualTo(20);
    assertThat(store.count(Filter.ALL)).isEqualTo(2);
  }

  @Test
  void aChangedFileIsEmbeddedAgainUnderItsId() throws IOException {
    picture("a.png", Color.RED);
    ingest();
    ImageRecord before = record("a.png");

    picture("a.png", Color.GREEN);
    Pictures.age(folder.resolve("a.png"), 60);
    ingest();

    assertThat(record("a.png").id()).isEqualTo(before.id());
    assertThat(record("a.png").contentHash()).isNotEqualTo(before.contentHash());
    assertThat(before.colour()).hasToString("#dd0000");
    assertThat(record("a.png").colour()).hasToString("#00dd00");
    assertThat(embedder.embedded()).isEqualTo(2);
  }

  @Test
  void aFileWhoseTimeAloneChangedIsNotEmbeddedAgain() throws IOException {
    picture("a.png", Color.RED);
    ingest();

    Pictures.age(folder.resolve("a.png"), 3600);
    ingest();
    IngestProgress third = ingest();

    assertThat(embedder.embedded()).isEqualTo(1);
    assertThat(third.toDo()).isZero();
  }

  @Test
  void aRenamedFileIsNotEmbeddedAgain() throws IOException {
    picture("a.png", Color.RED);
    ingest();

    Files.move(folder.resolve("a.png"), folder.resolve("b.png"));
    ingest();

    assertThat(embedder.embedded()).isEqualTo(1);
    assertThat(store.findByPath("a.png")).isEmpty();
    assertThat(record("b.png").colour()).hasToString("#dd0000");
  }

  @Test
  void aVanishedFileLeavesTheLibraryButAnEmptyFolderTakesNothingWithIt() throws IOException {
    picture("a.png", Color.RED);
    picture("b.png", Color.BLUE);
    ingest();

    Files.delete(folder.resolve("a.png"));
    assertThat(ingest().removed()).isEqualTo(1);
    assertThat(store.findByPath("a.png")).isEmpty();

    Files.delete(folder.resolve("b.png"));
    assertThat(ingest().removed()).isZero();
    assertThat(store.findByPath("b.png")).isPresent();
  }

  @Test
  void aBrokenFileStandsInTheLedgerWithItsReasonAndComesInOnceItIsMended() throws IOException {
    Files.writeString(folder.resolve("a.png"), "this is no picture");

    assertThat(ingest().failed()).isEqualTo(1);
    LedgerEntry entry = store.ledger().find("a.png").orElseThrow();
    assertThat(entry.state()).isEqualTo(LedgerEntry.State.FAILED);
    assertThat(entry.reason()).isNotBlank();
    assertThat(ingest().toDo()).isZero();

    picture("a.png", Color.RED);
    ingest();
    assertThat(store.findByPath("a.png")).isPresent();
  }

  @Test
  void aPictureAboveTheLimitComesInOnceTheLimitIsRaised() throws IOException {
    picture("a.png", Color.RED);
    var few = new ImageDecoder(new ImageLimits(1 << 20, 10), DecodeMode.EXACT);
    try (Library library = library(List.of(new ImageFolder("", folder)), few)) {
      library.startIngest(embedder);
      Pictures.until(() -> library.progress().phase() == IngestProgress.Phase.DONE);
      assertThat(library.progress().failed()).isEqualTo(1);
    }

    assertThat(ingest().embedded()).isEqualTo(1);
  }

  @Test
  void aPictureThatBecomesUnreadableIsNotFoundByWhatItOnceShowed() throws IOException {
    picture("a.png", Color.RED);
    ingest();

    Files.writeString(folder.resolve("a.png"), "this is no picture any more");
    ingest();

    assertThat(store.findByPath("a.png")).isEmpty();
    assertThat(store.ledger().find("a.png"))
        .get()
        .extracting(LedgerEntry::state)
        .isEqualTo(LedgerEntry.State.FAILED);
  }

  /** A disk that is pulled out in the middle, for instance. */
  @Test
  void aPictureWhoseChangedFileGoesAwayBeforeItIsReadStaysAsItWas() throws Exception {
    picture("a.png", Color.RED);
    ingest();
    int id = record("a.png").id();
    FoundFile gone =
        new FoundFile("a.png", folder.resolve("nowhere/a.png"), 1, Instant.ofEpochMilli(1));
    FileEmbedding embedding = new FileEmbedding(decoder, embedder, store, 1 << 20, Map.of(), false);
    Patience patience = new Patience("ingest", store, Duration.ofMillis(1), waits -> {});

    try (EmbeddingLine line =
        new EmbeddingLine(
            store, pool, embedding, patience, new AtomicReference<>(IngestProgress.NONE))) {
      line.embed(List.of(gone));
    }

    assertThat(record("a.png").id()).isEqualTo(id);
    assertThat(store.ledger().find("a.png"))
        .get()
        .extracting(LedgerEntry::state)
        .isEqualTo(LedgerEntry.State.FAILED);
    assertThat(ingest().toDo()).as("it is looked at again").isEqualTo(1);
    assertThat(record("a.png").id()).isEqualTo(id);
  }

  @Test
  void aRemovedPictureStaysOutThoughItsFileIsThere() throws IOException {
    picture("a.png", Color.RED);
    ingest();
    store.delete(List.of(record("a.png").id()), AfterDelete.REMEMBER_REMOVED);

    Pictures.age(folder.resolve("a.png"), 60);
    ingest();

    assertThat(store.findByPath("a.png")).isEmpty();
  }

  @Test
  void hiddenAndExcludedFilesArePassedOverAndNeverGiven() throws IOException {
    picture(".hidden/a.png", Color.RED);
    picture("node_modules/b.png", Color.RED);
    picture("c.png", Color.RED);

    ingest();

    assertThat(store.count(Filter.ALL)).isEqualTo(1);
    try (Library library = library()) {
      assertThat(library.file(".hidden/a.png")).isEmpty();
      assertThat(library.file("c.png")).isPresent();
    }
  }

  @Test
  void givesNoFileOutsideItsFoldersAndNoneThatIsNoPicture(@TempDir Path outside)
      throws IOException {
    picture("in/a.png", Color.RED);
    Pictures.write(outside, "secret.png", Color.BLACK);
    Files.createSymbolicLink(folder.resolve("link.png"), outside.resolve("secret.png"));
    Files.createSymbolicLink(folder.resolve("way"), outside);
    Files.createSymbolicLink(folder.resolve("inner.png"), folder.resolve("in/a.png"));
    Files.writeString(folder.resolve("page.png"), "<html></html>");

    try (Library library = library()) {
      assertThat(library.file("in/a.png"))
          .get()
          .extracting(LibraryFile::type)
          .isEqualTo(ImageType.PNG);
      assertThat(library.file("inner.png")).isPresent();
      for (String path :
          List.of(
              "../" + outside.getFileName() + "/secret.png",
              "in/../../" + outside.getFileName() + "/secret.png",
              outside.resolve("secret.png").toString(),
              "link.png",
              "way/secret.png",
              "in/./a.png",
              "in//a.png",
              "in",
              "",
              "page.png",
              "in/a.png\0.jpg",
              "missing.png")) {
        assertThat(library.file(path)).as(path).isEmpty();
      }
    }
  }

  @Test
  void aNameInDecomposedFormIsOneFileWithTheComposedOne() throws IOException {
    picture("nin\u0303o.png", Color.RED);

    ingest();

    assertThat(store.findByPath("ni\u00f1o.png")).isPresent();
    try (Library library = library()) {
      assertThat(library.file("ni\u00f1o.png")).isPresent();
    }
  }

  @Test
  void severalFoldersGiveTheirNamesToThePaths(@TempDir Path second) throws IOException {
    picture("a.png", Color.RED);
    Pictures.write(second, "a.png", Color.BLUE);
    List<ImageFolder> both =
        List.of(new ImageFolder("first", folder), new ImageFolder("second", second));

    ingest(both, embedder);
    assertThat(store.findByPath("first/a.png")).isPresent();
    assertThat(store.findByPath("second/a.png")).isPresent();

    ingest(both.subList(0, 1), embedder);
    try (Library one = library(both.subList(0, 1))) {
      assertThat(store.count(one.visible())).as("only what lies in a given folder").isEqualTo(1);
    }
    assertThat(store.findByPath("second/a.png")).as("nothing is lost").isPresent();
  }

  @Test
  void anotherSpaceThanTheLibrarysIsRefused() throws IOException {
    picture("a.png", Color.RED);
    ingest();

    try (Library library = library()) {
      assertThatThrownBy(() -> library.startIngest(new ColorEmbedder("other")))
          .isInstanceOf(LibraryException.OtherSpace.class)
          .hasMessageContaining("colors")
          .hasMessageContaining("other");
    }
  }

  @Test
  void anotherFolderInPlaceOfALargeLibrarysIsRefused(@TempDir Path other) throws IOException {
    try (Library library = library()) {
      assertThat(library.progress().phase()).isEqualTo(IngestProgress.Phase.WAITING);
    }
    store
        .ledger()
        .put(
            java.util.stream.IntStream.range(0, FolderNotes.LARGE)
                .mapToObj(
                    i ->
                        new LedgerEntry(
                            i + ".jpg", LedgerEntry.State.INDEXED, 1, Instant.EPOCH, "00", null))
                .toList());

    assertThatThrownBy(() -> library(List.of(new ImageFolder("", other))))
        .isInstanceOf(LibraryException.OtherFolder.class)
        .hasMessageContaining(folder.toRealPath().toString())
        .hasMessageContaining(other.toRealPath().toString());
  }

  @Test
  void anIngestThatWasStoppedGoesOnAtTheNextStart() throws IOException {
    Pictures.writeMany(folder, 200);
    Library library = library();
    library.startIngest(embedder);
    Pictures.until(
        () ->
            library.progress().done() > 0
                || library.progress().phase() == IngestProgress.Phase.DONE);
    library.close();
    assertThat(library.progress().phase())
        .isIn(IngestProgress.Phase.STOPPED, IngestProgress.Phase.DONE);

    assertThat(ingest().phase()).isEqualTo(IngestProgress.Phase.DONE);
    assertThat(store.count(Filter.ALL)).isEqualTo(200);
  }

  @Test
  void whatThisMachineCannotDecodeIsTriedAgainAtTheNextStart() throws IOException {
    byte[] webp;
    try (InputStream golden =
        LibraryTest.class.getResourceAsStream("/golden/images/webp-lossy.webp")) {
      webp = Objects.requireNonNull(golden).readAllBytes();
    }
    Files.write(folder.resolve("a.webp"), webp);
    ImageDecoder cautious =
        new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT, DecoderChoice.JAVA);
    try (Library library = library(List.of(new ImageFolder("", folder)), cautious)) {
      library.startIngest(embedder);
      assertThat(Pictures.ended(library).failed()).isEqualTo(1);
    }

    assertThat(ingest().embedded()).isEqualTo(1);
    assertThat(store.findByPath("a.webp")).isPresent();
  }

  private IngestProgress ingest() {
    return ingest(List.of(new ImageFolder("", folder)), embedder);
  }

  private IngestProgress ingest(List<ImageFolder> folders, Embedder with) {
    try (Library library = library(folders)) {
      library.startIngest(with);
      IngestProgress end = Pictures.ended(library);
      assertThat(end.phase()).isEqualTo(IngestProgress.Phase.DONE);
      return end;
    }
  }

  private Library library() {
    return library(List.of(new ImageFolder("", folder)));
  }

  private Library library(List<ImageFolder> folders) {
    return library(folders, decoder);
  }

  private Library library(List<ImageFolder> folders, ImageDecoder with) {
    return new Library(
        new LibrarySettings(folders, LibrarySettings.DEFAULT_EXCLUDE, 1 << 20), with, store, pool);
  }

  private ImageRecord record(String path) {
    return store.findByPath(path).orElseThrow();
  }

  private void picture(String name, Color color) throws IOException {
    Pictures.write(folder, name, color);
  }
}
