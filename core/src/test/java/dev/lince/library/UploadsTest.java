package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.image.ImageRefused;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.MemoryStore;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
  @TempDir private Path root;

  private final MemoryStore store = new MemoryStore();

  private AddingLibrary start() throws IOException {
    return start(store);
  }

  private AddingLibrary start(ImageStore over) throws IOException {
    return AddingLibrary.start(root.resolve("images"), root.resolve("data"), over);
  }

  @Test
  void aPictureIsAFileAndAnImageWithItsLabels() throws IOException {
    try (AddingLibrary adding = start()) {
      byte[] bytes = Pictures.png(Color.RED);
      ImageRecord image = adding.add(bytes, "trips/rome 2024.png").image();

      assertThat(image.path()).isEqualTo("uploads/trips/rome 2024.png");
      assertThat(image.tags()).containsExactly("new");
      assertThat(image.colour()).hasToString("#dd0000");
      assertThat(image.metadata()).isEqualTo(Map.of("from", "test"));
      assertThat(store.find(image.id())).contains(image);
      assertThat(adding.library().file(image.path()))
          .get()
          .satisfies(file -> assertThat(Files.readAllBytes(file.file())).isEqualTo(bytes));
      assertThat(AddingLibrary.files(root)).containsExactly("data/uploads/trips/rome 2024.png");
    }
  }

  @Test
  void theNextIngestFindsNothingNewAndNothingGone() throws IOException {
    ImageRecord image;
    try (AddingLibrary adding = start()) {
      image = adding.add(Pictures.png(Color.RED), null).image();
    }
    try (AddingLibrary again = start()) {
      assertThat(again.library().progress().toDo()).isZero();
      assertThat(store.find(image.id())).contains(image);
    }
  }

  @Test
  void theSameBytesAreTheSameImage() throws IOException {
    Pictures.write(root.resolve("images"), "there.png", Color.BLUE);
    try (AddingLibrary adding = start()) {
      assertThat(adding.add(Pictures.png(Color.BLUE), "other.png"))
          .isInstanceOf(Added.Existing.class)
          .extracting(added -> added.image().path())
          .isEqualTo("there.png");
      assertThat(AddingLibrary.files(root.resolve("data"))).isEmpty();
    }
  }

  @Test
  void theSameBytesFromEightThreadsAtOnceAreOneImage() throws Exception {
    byte[] bytes = Pictures.png(Color.RED);
    try (AddingLibrary adding = start();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<Added> add = () -> adding.add(bytes, null);
      Set<Integer> ids = new HashSet<>();
      int created = 0;
      for (Future<Added> added :
          threads.invokeAll(List.of(add, add, add, add, add, add, add, add))) {
        ids.add(added.get().image().id());
        created += added.get() instanceof Added.Created ? 1 : 0;
      }

      assertThat(ids).hasSize(1);
      assertThat(created).isEqualTo(1);
      assertThat(store.count(Filter.ALL)).isEqualTo(1);
      assertThat(AddingLibrary.files(root)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.png,a.png",
    "a.PNG,a.PNG",
    "a.jpg,a.png",
    "a,a.png",
    "v1.2,v1.2.png",
    "b/c.d/e,b/c.d/e.png"
  })
  void theEndingIsThatOfTheContent(String given, String becomes) throws IOException {
    try (AddingLibrary adding = start()) {
      assertThat(adding.add(Pictures.png(Color.RED), given).image().path())
          .isEqualTo("uploads/" + becomes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        ".hidden",
        "a/.b",
        "a.",
        "a ",
        "a./b",
        "con",
        "CON.png",
        "a/Lpt1.txt",
        "nul .png",
        "a\\b",
        "C:a",
        "a:b",
        "a*b",
        "a\u0000b",
        "a\nb",
        "a%2fb",
        "1/2/3/4/5/6/7/8/9",
        "node_modules/a.png"
      })
  void aHostilePathIsRefusedAndWritesNothing(String path) throws IOException {
    try (AddingLibrary adding = start()) {
      assertThatThrownBy(() -> adding.add(Pictures.png(Color.RED), path))
          .isInstanceOf(LibraryException.PathRefused.class)
          .hasMessageContaining("«" + path + "»")
          .hasMessageContaining("Allowed are");
      assertThat(AddingLibrary.files(root)).isEmpty();
    }
  }

  @Test
  void aSegmentHasAtMostAHundredCharacters() throws IOException {
    try (AddingLibrary adding = start()) {
      adding.add(Pictures.png(Color.RED), "a".repeat(100));
      assertThatThrownBy(() -> adding.add(Pictures.png(Color.BLUE), "a".repeat(101)))
          .isInstanceOf(LibraryException.PathRefused.class);
    }
  }

  @Test
  void aPathThatIsTakenIsRefusedAndItsFileStays() throws IOException {
    try (AddingLibrary adding = start()) {
      adding.add(Pictures.png(Color.RED), "a.png");
      assertThatThrownBy(() -> adding.add(Pictures.png(Color.BLUE), "a"))
          .isInstanceOf(LibraryException.PathTaken.class)
          .hasMessageContaining("uploads/a.png");
      assertThatThrownBy(() -> adding.add(Pictures.png(Color.BLUE), "a.png/b.png"))
          .isInstanceOf(LibraryException.PathTaken.class);
      assertThat(root.resolve("data/uploads/a.png")).hasBinaryContent(Pictures.png(Color.RED));
    }
  }

  @Test
  void aLinkOutOfTheUploadsIsNotFollowed() throws IOException {
    try (AddingLibrary adding = start()) {
      Files.createDirectories(root.resolve("data/uploads"));
      Files.createDirectories(root.resolve("elsewhere"));
      Files.createSymbolicLink(root.resolve("data/uploads/out"), root.resolve("elsewhere"));

      assertThatThrownBy(() -> adding.add(Pictures.png(Color.RED), "out/a.png"))
          .isInstanceOf(LibraryException.PathRefused.class);
      assertThat(AddingLibrary.files(root)).isEmpty();
    }
  }

  @Test
  void whatIsNoPictureLeavesNothing() throws IOException {
    try (AddingLibrary adding = start()) {
      assertThatThrownBy(() -> adding.add(new byte[] {1, 2, 3}, "a.png"))
          .isInstanceOf(ImageRefused.class);
      assertThat(AddingLibrary.files(root)).isEmpty();
    }
  }

  @Test
  void whatTheStoreDoesNotTakeLeavesNoFile() throws IOException {
    ImageStore failing =
        new ForwardingStore(store) {
          @Override
          public List<Upserted> upsert(List<NewImage> batch) {
            throw new IllegalStateException("broken");
          }
        };
    try (AddingLibrary adding = start(failing)) {
      assertThatThrownBy(() -> adding.add(Pictures.png(Color.RED), "a.png")).hasMessage("broken");
      assertThat(AddingLibrary.files(root)).isEmpty();
    }
  }

  @Test
  void aFileWhoseImageNeverCameIntoTheStoreComesInWithTheNextIngest() throws IOException {
    Pictures.write(root.resolve("data/uploads"), "2024/a.png", Color.RED);
    try (AddingLibrary adding = start()) {
      assertThat(store.findByPath("uploads/2024/a.png")).isPresent();
      assertThat(adding.library().progress().embedded()).isEqualTo(1);
    }
  }

  @Test
  void anotherNameIsTakenForGoodWhereTheImageFolderHasUploadsOfItsOwn() throws IOException {
    Path own = Pictures.write(root.resolve("images"), "uploads/own.png", Color.BLUE);
    try (AddingLibrary adding = start()) {
      assertThat(adding.add(Pictures.png(Color.RED), "a").image().path())
          .isEqualTo("lince-uploads/a.png");
      assertThat(store.findByPath("uploads/own.png")).isPresent();
    }
    Files.delete(own);
    Files.delete(own.getParent());
    try (AddingLibrary again = start()) {
      assertThat(again.add(Pictures.png(Color.GREEN), "b").image().path())
          .isEqualTo("lince-uploads/b.png");
    }
  }

  @Test
  void aDataFolderInsideTheImageFolderIsWalkedOnce() throws IOException {
    Path images = root.resolve("images");
    try (AddingLibrary adding = AddingLibrary.start(images, images.resolve("data"), store)) {
      int gone = adding.add(Pictures.png(Color.RED), "a").image().id();
      adding.add(Pictures.png(Color.BLUE), "b");
      adding.library().remove(List.of(gone), true);
    }
    try (AddingLibrary again = AddingLibrary.start(images, images.resolve("data"), store)) {
      assertThat(store.count(Filter.ALL)).isEqualTo(1);
      assertThat(again.library().file("data/uploads/b.png")).isEmpty();
      assertThat(again.library().file("uploads/b.png")).isPresent();
    }
  }
}
