package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.MemoryStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrashTest {
  @TempDir private Path root;

  private final MemoryStore store = new MemoryStore();

  private AddingLibrary start() throws IOException {
    return AddingLibrary.start(root.resolve("images"), root.resolve("data"), store);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatWasTakenOutStaysOutAfterAStartAndComesBackWithItsLabels(boolean files)
      throws IOException {
    ImageRecord image;
    Removal removal;
    try (AddingLibrary adding = start()) {
      adding.add(Pictures.png(Color.BLUE), "stays.png");
      image = adding.add(Pictures.png(Color.RED), "trips/a.png").image();
      removal = adding.library().remove(List.of(image.id(), 12345), files).orElseThrow();

      assertThat(removal.images()).isEqualTo(1);
      assertThat(removal.files()).isEqualTo(files ? 1 : 0);
      assertThat(removal.paths()).containsExactly(image.path());
      assertThat(Files.exists(root.resolve("data/uploads/trips/a.png"))).isEqualTo(!files);
    }
    try (AddingLibrary again = start()) {
      assertThat(store.findByPath(image.path())).isEmpty();
      assertThat(again.library().removals()).containsExactly(removal);

      Restored restored = again.library().restore(removal.token());

      ImageRecord back = store.findByPath(image.path()).orElseThrow();
      assertThat(restored.failed()).isEmpty();
      assertThat(restored.back())
          .containsExactly(new Restored.Back(back.id(), image.id(), image.path()));
      assertThat(back.tags()).isEqualTo(image.tags());
      assertThat(back.metadata()).isEqualTo(image.metadata());
      assertThat(back.contentHash()).isEqualTo(image.contentHash());
      assertThat(back.colour()).isNotNull().isEqualTo(image.colour());
      assertThat(store.ledger().find(image.path()))
          .get()
          .extracting(LedgerEntry::state)
          .isEqualTo(LedgerEntry.State.INDEXED);
      assertThat(again.library().removals()).isEmpty();
      assertThat(AddingLibrary.files(root.resolve("data")))
          .containsExactly("uploads/stays.png", "uploads/trips/a.png");
    }
    try (AddingLibrary third = start()) {
      assertThat(third.library().progress().toDo()).isZero();
    }
  }

  @Test
  void aFileOfAnImageFolderIsNeverTouched() throws IOException {
    Path file = Pictures.write(root.resolve("images"), "mine.png", Color.GREEN);
    try (AddingLibrary adding = start()) {
      int added = adding.add(Pictures.png(Color.RED), "a.png").image().id();
      int mine = store.findByPath("mine.png").orElseThrow().id();

      assertThatThrownBy(() -> adding.library().remove(List.of(added, mine), true))
          .isInstanceOf(LibraryException.NotOurs.class)
          .hasMessageContaining("never writes to image folders");
      assertThat(store.find(added)).isPresent();
      assertThat(adding.library().removals()).isEmpty();

      String token = adding.library().remove(List.of(mine), false).orElseThrow().token();
      assertThat(file).exists();
      assertThat(adding.library().restore(token).back()).hasSize(1);
    }
  }

  @Test
  void whatCannotComeBackIsToldAndTheRestCanBeTriedAgain() throws IOException {
    try (AddingLibrary adding = start()) {
      int a = adding.add(Pictures.png(Color.RED), "a.png").image().id();
      int b = adding.add(Pictures.png(Color.BLUE), "b.png").image().id();
      String token = adding.library().remove(List.of(a, b), true).orElseThrow().token();
      int other = adding.add(Pictures.png(Color.GREEN), "a.png").image().id();

      Restored first = adding.library().restore(token);
      assertThat(first.back()).extracting(Restored.Back::was).containsExactly(b);
      assertThat(first.failed()).extracting(Restored.Failed::path).containsExactly("uploads/a.png");

      adding.library().remove(List.of(other), true);
      Restored second = adding.library().restore(token);
      assertThat(second.failed()).isEmpty();
      assertThat(second.back()).extracting(Restored.Back::was).containsExactly(a, b);
    }
  }

  @Test
  void whatIsForgottenIsGoneForGood() throws IOException {
    try (AddingLibrary adding = start()) {
      int id = adding.add(Pictures.png(Color.RED), "a.png").image().id();
      String token = adding.library().remove(List.of(id), true).orElseThrow().token();

      assertThat(adding.library().forget(token)).isTrue();
      assertThat(adding.library().forget(token)).isFalse();
      assertThat(AddingLibrary.files(root)).isEmpty();
      assertThatThrownBy(() -> adding.library().restore(token))
          .isInstanceOf(LibraryException.NoSuchRemoval.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../uploads", "20240101-000000-0123456789ABCDEF", "a/b"})
  void whatIsNoTokenNamesNothing(String token) throws IOException {
    Files.createDirectories(root.resolve("data"));
    Files.writeString(root.resolve("data/removal.json"), "{}");
    try (AddingLibrary adding = start()) {
      assertThat(adding.library().forget(token)).isFalse();
      assertThatThrownBy(() -> adding.library().restore(token))
          .isInstanceOf(LibraryException.NoSuchRemoval.class);
      assertThat(root.resolve("data/removal.json")).exists();
    }
  }

  @Test
  void nothingIsTakenOutWhereThereIsNone() throws IOException {
    try (AddingLibrary adding = start()) {
      assertThat(adding.library().remove(List.of(7), true)).isEmpty();
      assertThat(AddingLibrary.files(root)).isEmpty();
    }
  }
}
