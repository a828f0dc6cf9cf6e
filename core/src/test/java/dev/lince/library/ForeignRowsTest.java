package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.LedgerEntry.State;
import dev.lince.store.MemoryStore;
import dev.lince.store.Notes;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that another program wrote, beside Lince or before it. */
class ForeignRowsTest {
  @TempDir Path folder;

  private final MemoryStore memory = new MemoryStore();
  private final ForeignRowsStore store = new ForeignRowsStore(memory);
  private final ComputePool pool = new ComputePool(2, 1);
  private final ColorEmbedder embedder = new ColorEmbedder();
  private final float[] foreign = vectorOf("anything");

  @AfterEach
  void close() {
    pool.close();
    memory.close();
  }

  @Test
  void aForeignRowIsDescribedWithTheVectorThatItHas() throws IOException {
    Pictures.write(folder, "sea/a.png", Color.RED);
    int id = store.insert("sea/a.png", foreign);

    IngestProgress progress = ingest("colors");

    assertThat(progress.embedded()).isZero();
    assertThat(progress.done()).isEqualTo(1);
    ImageRecord image = store.findByPath("sea/a.png").orElseThrow();
    assertThat(image.isDescribed()).isTrue();
    assertThat(image.id()).isEqualTo(id);
    assertThat(image.type()).isEqualTo(ImageType.PNG);
    assertThat(image.width()).isEqualTo(20);
    assertThat(image.colour()).as("nobody decoded it").isNull();
    assertThat(store.findWithVector(id).orElseThrow().vector()).isEqualTo(foreign);
    LedgerEntry entry = store.ledger().find("sea/a.png").orElseThrow();
    assertThat(entry.state()).isEqualTo(State.INDEXED);
    assertThat(entry.contentHash()).isEqualTo(image.contentHash());
    assertThat(embedder.embedded()).isZero();
    assertThat(ingest("colors").toDo()).isZero();
  }

  @Test
  void aPictureThatExifTurnsIsEmbeddedAgainUnderItsId() throws IOException {
    golden("jpeg-exif-1.jpg");
    golden("jpeg-exif-6.jpg");
    int upright = store.insert("jpeg-exif-1.jpg", foreign);
    int turned = store.insert("jpeg-exif-6.jpg", foreign);

    assertThat(ingest("colors").embedded()).isEqualTo(1);

    assertThat(store.findWithVector(upright).orElseThrow().vector()).isEqualTo(foreign);
    assertThat(store.findWithVector(turned).orElseThrow().vector()).isNotEqualTo(foreign);
    assertThat(store.findByPath("jpeg-exif-6.jpg").orElseThrow().isDescribed()).isTrue();
    assertThat(store.findByPath("jpeg-exif-6.jpg").orElseThrow().id()).isEqualTo(turned);
  }

  @Test
  void aFileThatIsNoPictureFailsAndTheForeignRowStays() throws IOException {
    Files.writeString(folder.resolve("a.png"), "this is no picture");
    int id = store.insert("a.png", foreign);

    assertThat(ingest("colors").failed()).isEqualTo(1);

    assertThat(store.find(id)).isPresent();
    assertThat(store.findByPath("a.png").orElseThrow().isDescribed()).isFalse();
    LedgerEntry entry = store.ledger().find("a.png").orElseThrow();
    assertThat(entry.state()).isEqualTo(State.FAILED);
    assertThat(entry.reason()).contains("text");
    assertThat(ingest("colors").toDo()).isZero();
    assertThat(store.find(id)).isPresent();
  }

  @Test
  void aRowInsertedBesideARunningLibraryIsDescribedAtTheNextStart() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    ingest("colors");

    Pictures.write(folder, "b.png", Color.RED);
    store.insert("b.png", foreign);
    store.insert("no such file.png", foreign);
    IngestProgress progress = ingest("colors");

    assertThat(progress.embedded()).isZero();
    int id = store.findByPath("b.png").orElseThrow().id();
    assertThat(store.findWithVector(id).orElseThrow().vector())
        .as("its own vector, not that of the picture with the same bytes")
        .isEqualTo(foreign);
    assertThat(store.count(Filter.ALL)).isEqualTo(3);
  }

  @Test
  void aForeignVectorIsNotKeptWhereTheLibraryIsOfAnotherSpace() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    int id = store.insert("a.png", foreign);

    assertThat(ingest(LibrarySettings.PYTHON_SPACE).embedded()).isEqualTo(1);

    assertThat(store.findWithVector(id).orElseThrow().vector()).isNotEqualTo(foreign);
  }

  @Test
  void anAdoptedLibrarysSpaceNeedNotBeNamedAtEachStart() throws IOException {
    store.notes().put(Notes.ADOPTED, "another program's");
    SpaceNote.claim(store.notes(), embedder.space());
    Pictures.write(folder, "a.png", Color.RED);
    store.insert("a.png", foreign);

    assertThat(ingest(LibrarySettings.PYTHON_SPACE).embedded()).isZero();
  }

  private static float[] vectorOf(String text) {
    float[] vector = new float[new ColorEmbedder().space().dimension()];
    vector[Math.floorMod(text.hashCode(), vector.length)] = 1;
    return vector;
  }

  private void golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/images/" + name))) {
      Files.copy(in, folder.resolve(name));
    }
  }

  private IngestProgress ingest(String adoptedSpace) {
    try (Library library = library(adoptedSpace)) {
      library.startIngest(embedder);
      IngestProgress end = Pictures.ended(library);
      assertThat(end.phase()).isEqualTo(IngestProgress.Phase.DONE);
      return end;
    }
  }

  private Library library(String adoptedSpace) {
    return new Library(
        new LibrarySettings(
            List.of(new ImageFolder("", folder)),
            LibrarySettings.DEFAULT_EXCLUDE,
            1 << 20,
            Vanished.STAYS,
            adoptedSpace),
        new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT),
        store,
        pool);
  }
}
