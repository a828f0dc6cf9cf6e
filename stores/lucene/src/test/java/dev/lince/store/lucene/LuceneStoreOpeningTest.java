package dev.lince.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.Filter;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.NearestQuery;
import dev.lince.store.RandomImages;
import dev.lince.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.StringHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneStoreOpeningTest {
  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void nameTheDirectory() {
    directory = temporary.resolve("data").resolve("index");
  }

  @Test
  void refusesADirectoryThatIsInUseAndSaysWhich() {
    try (LuceneStore store = LuceneStore.open(directory)) {
      assertThatThrownBy(() -> LuceneStore.open(directory))
          .isInstanceOf(StoreException.InUse.class)
          .hasMessageContaining(directory.toString())
          .hasMessageEndingWith(".");
      assertThat(store.count(Filter.ALL)).isZero();
    }
    LuceneStore.open(directory).close();
  }

  @Test
  void readsWithoutWritingWhatAnotherHasOpen() {
    try (LuceneStore writer = LuceneStore.open(directory)) {
      writer.upsert(List.of(RandomImages.plain("a.png", 1, 0)));
      try (LuceneStore reader = LuceneStore.openReadOnly(directory)) {
        assertThat(reader.search(new NearestQuery(new float[] {1, 0}, 1))).hasSize(1);
        assertThat(reader.dimension()).hasValue(2);
        assertThat(reader.notes().find("space")).isEmpty();
        assertThat(reader.ledger().find("a.png")).isPresent();
      }
    }
  }

  @Test
  void refusesToWriteWhatWasOpenedForReading() {
    storeOneImage();
    try (LuceneStore reader = LuceneStore.openReadOnly(directory)) {
      for (Runnable write :
          List.<Runnable>of(
              () -> reader.upsert(List.of(RandomImages.plain("b.png", 1, 0))),
              () -> reader.upsert(List.of()),
              () -> reader.delete(List.of(1), AfterDelete.FORGET),
              () -> reader.notes().put("space", "x"),
              () -> reader.ledger().remove(List.of("a.png")),
              () -> reader.ledger().put(List.of()))) {
        assertThatThrownBy(write::run)
            .isInstanceOf(StoreException.ReadOnly.class)
            .hasMessageContaining(directory.toString());
      }
      assertThat(reader.count(Filter.ALL)).isEqualTo(1);
    }
  }

  @Test
  void saysThatThereIsNothingToRead() throws IOException {
    assertThatThrownBy(() -> LuceneStore.openReadOnly(directory))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining(directory.toString());
    assertThat(directory).doesNotExist();

    Files.createDirectories(directory);

    assertThatThrownBy(() -> LuceneStore.openReadOnly(directory))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesAFileInPlaceOfADirectory() throws IOException {
    Files.createDirectories(directory.getParent());
    Files.writeString(directory, "not an index");

    assertThatThrownBy(() -> LuceneStore.open(directory))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void refusesAnIndexOfACodecOfTomorrow() throws IOException {
    Codec future = new FilterCodec("Lucene999", Codec.getDefault()) {};
    try (Directory files = FSDirectory.open(directory);
        IndexWriter writer =
            new IndexWriter(
                files, new IndexWriterConfig().setCodec(future).setCommitOnClose(false))) {
      writer.addDocument(new Document());
      writer.setLiveCommitData(IndexState.EMPTY.userData().entrySet());
      writer.commit();
    }

    assertUnreadable("newer");
  }

  @Test
  void refusesAnActiveSpaceThatIsNotThere() throws IOException {
    storeOneImage();
    Files.writeString(directory.resolve("active-space"), "3\n");
    assertUnreadable("space-3");
    assertThat(directory.resolve("space-3")).doesNotExist();

    Files.delete(directory.resolve("active-space"));
    LuceneStore.open(directory.resolve("space-2")).close();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    assertUnreadable("active-space is missing");
  }

  @Test
  void refusesAnIndexWithAFileCutShort() throws IOException {
    storeOneImage();
    Path file = one("_", ".cfs");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, List.of(), StandardOpenOption.TRUNCATE_EXISTING);
    assertUnreadable("damaged");
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertUnreadable("damaged");
    Files.write(file, bytes);
    LuceneStore.open(directory).close();
  }

  @Test
  void refusesAnIndexWithAFileMissing() throws IOException {
    storeOneImage();
    Files.delete(one("_", ".cfs"));

    assertUnreadable("damaged");
  }

  @Test
  void refusesAnIndexWhoseListOfSegmentsIsGarbage() throws IOException {
    storeOneImage();
    Files.write(one("segments_", ""), new byte[100]);

    assertUnreadable("damaged");
  }

  @Test
  void neverBeginsAnewOverTheRemainsOfAnIndex() throws IOException {
    storeOneImage();
    Files.delete(one("segments_", ""));

    assertUnreadable("damaged");
    assertThat(one("_", ".cfs")).exists();
  }

  @Test
  void refusesTheIndexOfAnotherProgram() throws IOException {
    try (Directory files = FSDirectory.open(directory);
        IndexWriter writer = new IndexWriter(files, new IndexWriterConfig())) {
      writer.addDocument(new Document());
    }

    assertUnreadable("not written by Lince");
  }

  @Test
  void refusesTheFormatOfANewerVersion() throws IOException {
    storeOneImage();
    try (Directory files = FSDirectory.open(directory);
        IndexWriter writer = new IndexWriter(files, new IndexWriterConfig())) {
      writer.setLiveCommitData(Map.of("lince.format", "2").entrySet());
    }

    assertUnreadable("newer Lince");
  }

  @Test
  void refusesTheIndexOfALuceneThatIsTooOld() throws IOException {
    try (Directory files = FSDirectory.open(directory);
        IndexOutput segments = files.createOutput("segments_1", IOContext.DEFAULT)) {
      CodecUtil.writeIndexHeader(segments, "segments", 1, StringHelper.randomId(), "1");
      CodecUtil.writeFooter(segments);
    }

    assertUnreadable("too old");
  }

  private void storeOneImage() {
    try (LuceneStore store = LuceneStore.open(directory)) {
      store.upsert(List.of(RandomImages.plain("a.png", 1, 0)));
    }
  }

  private void assertUnreadable(String why) {
    assertThatThrownBy(() -> LuceneStore.open(directory))
        .isInstanceOf(StoreException.Unreadable.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining(why)
        .hasMessageContaining("start again");
    assertThatThrownBy(() -> LuceneStore.openReadOnly(directory))
        .isInstanceOf(StoreException.Unreadable.class)
        .hasMessageContaining(why);
  }

  private Path one(String prefix, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.toString().endsWith(suffix))
          .findFirst()
          .orElseThrow();
    }
  }
}
