package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.store.Filter;
import dev.lince.store.LedgerEntry;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
  @TempDir Path folder;

  private final MemoryStore memory = new MemoryStore();
  private final ForeignRowsStore store = new ForeignRowsStore(memory);
  private final ComputePool pool = new ComputePool(2, 1);
  private final ImageDecoder exact = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ColorEmbedder embedder = new ColorEmbedder();

  @BeforeEach
  void madeByAnotherProgram() {
    store.notes().put(Notes.ADOPTED, "another program's");
  }

  @AfterEach
  void close() {
    pool.close();
    memory.close();
  }

  @Test
  void rowsWhoseFilesEmbedToTheirVectorsAreAdoptedAfterALookAtFive() throws IOException {
    Pictures.writeMany(folder, 20);
    for (int i = 0; i < 20; i++) {
      insertAsEmbedded("%03d.png".formatted(i));
    }
    assertThat(Adoption.adoptedWithoutSpace(store.notes())).isTrue();

    IngestProgress progress = ingest(embedder, "colors");

    assertThat(Adoption.adoptedWithoutSpace(store.notes())).isFalse();
    assertThat(SpaceNote.find(store.notes()).orElseThrow().isSameAs(embedder.space())).isTrue();
    assertThat(embedder.embedded()).isEqualTo(5);
    assertThat(progress.embedded()).isZero();
    for (int id = 1; id <= 20; id++) {
      assertThat(store.find(id).orElseThrow().isDescribed()).isTrue();
    }
  }

  @Test
  void aRowWhoseFileEmbedsToAnotherVectorStopsTheStartAndNothingIsWritten() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    Pictures.write(folder, "sea/b.png", Color.BLUE);
    insertAsEmbedded("a.png");
    store.insert("sea/b.png", vectorOf("a.png"));

    assertThatThrownBy(() -> ingest(embedder, "colors"))
        .isInstanceOf(LibraryException.OtherSpace.class)
        .hasMessageContaining("sea/b.png")
        .hasMessageContaining("cosine")
        .hasMessageContaining("colors")
        .hasMessageContaining("LINCE_ADOPT_SPACE")
        .hasMessageContaining("delete its row");
    assertThat(Adoption.adoptedWithoutSpace(store.notes())).isTrue();
    assertThat(store.findByPath("a.png").orElseThrow().isDescribed()).isFalse();
  }

  @Test
  void aVectorThatIsNearlyTheSameIsStillAnotherModels() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    store.insert("a.png", turned(vectorOf("a.png"), 0.985));
    assertThatThrownBy(() -> ingest(embedder, "colors"))
        .isInstanceOf(LibraryException.OtherSpace.class)
        .hasMessageContaining("0.98");
  }

  @Test
  void aVectorOfAnotherDecoderIsTheSame() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    store.insert("a.png", turned(vectorOf("a.png"), 0.995));
    assertThatCode(() -> ingest(embedder, "colors")).doesNotThrowAnyException();
  }

  @Test
  void visualNeverWritesIntoAStoreThatAnotherProgramMade() {
    try (VisualEmbedder visual = new VisualEmbedder()) {
      assertThatThrownBy(() -> ingest(visual, VisualEmbedder.NAME))
          .isInstanceOf(LibraryException.NotAdoptable.class)
          .hasMessageContaining("visual")
          .hasMessageContaining("LINCE_EMBEDDER=clip");
    }
    assertThat(SpaceNote.find(store.notes())).isEmpty();
  }

  @Test
  void theRowsAreTakenToBeThePythonBackendsUnlessSomeoneNamesTheirSpace() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);
    insertAsEmbedded("a.png");

    assertThatThrownBy(() -> ingest(embedder, LibrarySettings.PYTHON_SPACE))
        .isInstanceOf(LibraryException.OtherSpace.class)
        .hasMessageContaining("openai/clip-vit-base-patch32")
        .hasMessageContaining("LINCE_ADOPT_SPACE=colors");
    ingest(embedder, "colors");
    assertThat(ingest(embedder, LibrarySettings.PYTHON_SPACE).toDo()).isZero();
  }

  @Test
  void anotherDimensionThanTheStoresIsRefused() {
    store.insert("a.png", new float[] {1, 0, 0});

    assertThatThrownBy(() -> ingest(embedder, "colors"))
        .isInstanceOf(LibraryException.OtherSpace.class)
        .hasMessageContaining("have 3 dimensions")
        .hasMessageContaining("have 48")
        .hasMessageContaining("LINCE_ADOPT_SPACE");
  }

  @Test
  void rowsWithoutAnUprightPictureAreNotCompared() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/images/jpeg-exif-6.jpg"))) {
      Files.copy(in, folder.resolve("turned.jpg"));
    }
    Files.writeString(folder.resolve("text.png"), "this is no picture");
    float[] vector = embedder.space().probe();
    store.insert("turned.jpg", vector);
    store.insert("text.png", vector);
    store.insert("gone.png", vector);

    IngestProgress progress = ingest(embedder, "colors");

    assertThat(progress.embedded()).isEqualTo(1);
    assertThat(progress.failed()).isEqualTo(1);
    assertThat(store.count(Filter.ALL)).isEqualTo(3);
    assertThat(store.ledger().find("text.png").orElseThrow().state())
        .isEqualTo(LedgerEntry.State.FAILED);
  }

  @Test
  void anEmptyStoreIsAdoptedByTheSpaceThatItIsMeantFor() throws IOException {
    Pictures.write(folder, "a.png", Color.RED);

    assertThatThrownBy(() -> ingest(embedder, LibrarySettings.PYTHON_SPACE))
        .isInstanceOf(LibraryException.OtherSpace.class);
    assertThat(ingest(embedder, "colors").embedded()).isEqualTo(1);
  }

  @Test
  void aStoreOfLincesOwnIsNotAdopted() {
    assertThat(Adoption.adoptedWithoutSpace(new MemoryStore().notes())).isFalse();
  }

  private void insertAsEmbedded(String path) throws IOException {
    store.insert(path, vectorOf(path));
  }

  private float[] vectorOf(String path) throws IOException {
    return new ColorEmbedder().embedImage(exact.decode(Files.readAllBytes(folder.resolve(path))));
  }

  /** A unit vector whose cosine with {@code vector} is as given. */
  private static float[] turned(float[] vector, double cosine) {
    double[] across = new double[vector.length];
    across[0] = -vector[1];
    across[1] = vector[0];
    double length = Math.hypot(across[0], across[1]);
    float[] turned = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      turned[i] =
          (float) (cosine * vector[i] + Math.sqrt(1 - cosine * cosine) * across[i] / length);
    }
    return turned;
  }

  private IngestProgress ingest(Embedder with, String adoptedSpace) {
    LibrarySettings settings =
        new LibrarySettings(
            List.of(new ImageFolder("", folder)),
            LibrarySettings.DEFAULT_EXCLUDE,
            1 << 20,
            Vanished.STAYS,
            adoptedSpace);
    try (Library library = new Library(settings, exact, store, pool)) {
      library.startIngest(with);
      IngestProgress end = Pictures.ended(library);
      assertThat(end.phase()).isEqualTo(IngestProgress.Phase.DONE);
      return end;
    }
  }
}
