package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.store.LedgerEntry;
import dev.lince.store.LedgerEntry.State;
import dev.lince.store.MemoryStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedFilesTest {
  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private final ComputePool pool = new ComputePool(2, 8);
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  @AfterEach
  void close() {
    pool.close();
    store.close();
  }

  @Test
  void listsWhatIsNoPictureByPathWithTheReasonUntilItIsMended() throws IOException {
    Pictures.write(folder, "good.png", Color.RED);
    Files.writeString(folder.resolve("b.jpg"), "this is no picture");
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/z.png"), "nor is this");

    FailedFiles failed = ingest(List.of(new ImageFolder("", folder)), 10);

    assertThat(failed.first()).extracting(LedgerEntry::path).containsExactly("a/z.png", "b.jpg");
    assertThat(failed.first()).allSatisfy(file -> assertThat(file.reason()).contains("text"));
    assertThat(failed.first().getLast().bytes()).isEqualTo(18);
    assertThat(failed.total()).isEqualTo(2);
    assertThat(failed.isComplete()).isTrue();

    Pictures.write(folder, "b.jpg", Color.BLUE);
    Files.delete(folder.resolve("a/z.png"));
    assertThat(ingest(List.of(new ImageFolder("", folder)), 10).total()).isZero();
  }

  @Test
  void leavesOutFilesOfFoldersThatAreNotTheLibrarysAnyMore() throws IOException {
    Files.writeString(folder.resolve("b.jpg"), "this is no picture");
    ingest(List.of(new ImageFolder("old", folder)), 10);

    FailedFiles failed = ingest(List.of(new ImageFolder("new", folder)), 10);

    assertThat(failed.first()).extracting(LedgerEntry::path).containsExactly("new/b.jpg");
    assertThat(failed.total()).isEqualTo(1);
  }

  @Test
  void keepsTheFirstOfManyAndCountsThemAll() {
    List<LedgerEntry> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      State state = i % 5 == 0 ? State.FAILED : i % 3 == 0 ? State.REMOVED : State.INDEXED;
      rows.add(
          new LedgerEntry("%03d.png".formatted(i), state, i, Instant.EPOCH, null, "It is broken."));
    }
    List<String> expected =
        rows.stream()
            .filter(row -> row.state() == State.FAILED)
            .map(LedgerEntry::path)
            .sorted()
            .toList();
    Collections.shuffle(rows, new Random(7));
    store.ledger().put(rows);

    for (int most : new int[] {1, 7, expected.size() - 1, expected.size(), 1000}) {
      FailedFiles failed = FailedFiles.of(store, _ -> true, most);

      assertThat(failed.first())
          .extracting(LedgerEntry::path)
          .isEqualTo(expected.subList(0, Math.min(most, expected.size())));
      assertThat(failed.total()).isEqualTo(expected.size());
      assertThat(failed.isComplete()).isEqualTo(most >= expected.size());
    }
  }

  @Test
  void theReasonOfAFileThatCannotBeReadDoesNotSayWhereItLies() {
    Path gone = folder.resolve("nowhere/a.png");
    FileEmbedding embedding =
        new FileEmbedding(decoder, new ColorEmbedder(), store, 1 << 20, Map.of(), false);

    FileEmbedding.Outcome outcome =
        embedding.embed(new FoundFile("a.png", gone, 1, Instant.EPOCH), null);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            FileEmbedding.Outcome.Unread.class,
            unread ->
                assertThat(unread.entry().reason())
                    .isEqualTo("The file cannot be read: it is not there any more."));
    for (IOException failure :
        List.of(
            new AccessDeniedException(gone.toString()),
            new NoSuchFileException(gone.toString()),
            new FileSystemException(gone.toString()),
            new FileSystemException(gone.toString(), null, "Input/output error"),
            new IOException("Input/output error"))) {
      assertThat(CannotRead.because(failure))
          .startsWith("The file cannot be read: ")
          .endsWith(".")
          .doesNotContain("nowhere", "null");
    }
  }

  private FailedFiles ingest(List<ImageFolder> folders, int most) {
    LibrarySettings settings =
        new LibrarySettings(folders, LibrarySettings.DEFAULT_EXCLUDE, 1 << 20);
    try (Library library = new Library(settings, decoder, store, pool)) {
      library.startIngest(new ColorEmbedder());
      assertThat(Pictures.ended(library).phase()).isEqualTo(IngestProgress.Phase.DONE);
      return library.failed(most);
    }
  }
}
