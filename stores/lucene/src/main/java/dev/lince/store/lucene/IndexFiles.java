package dev.lince.store.lucene;

import dev.lince.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The directory of an index: what must be there before it is opened. */
final class IndexFiles {
  private IndexFiles() {}

  /** Opens the directory for an index that may not be there yet. */
  static Directory openOrCreate(Path path) throws IOException {
    return openChecked(path);
  }

  /** Opens the directory of an index that must be there already; writes nothing. */
  static Directory openExisting(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new StoreException.Unavailable(
          "There is no index in %s yet; start the server or ingest some images first."
              .formatted(path),
          null);
    }
    Directory directory = openChecked(path);
    if (!DirectoryReader.indexExists(directory)) {
      directory.close();
      throw new StoreException.Unavailable(
          "%s has no index; start the server or ingest some images first.".formatted(path), null);
    }
    return directory;
  }

  /** Lucene would begin anew over the remains of an index and delete them. */
  private static Directory openChecked(Path path) throws IOException {
    Directory directory = FSDirectory.open(path);
    boolean begun = DirectoryReader.indexExists(directory);
    if (!begun && Stream.of(directory.listAll()).anyMatch(IndexFiles::belongsToASegment)) {
      directory.close();
      throw IndexFailure.unreadable(path, "is damaged (its segments file is missing)", null);
    }
    return directory;
  }

  private static boolean belongsToASegment(String file) {
    return file.startsWith("_") && IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches();
  }

  /** Refuses what another program, or a newer version of this one, wrote. */
  static void check(Path path, Map<String, String> userData) {
    OptionalInt format = IndexState.format(userData);
    if (format.isEmpty()) {
      throw IndexFailure.unreadable(path, "was not written by Lince", null);
    }
    if (format.getAsInt() > IndexState.FORMAT) {
      throw IndexFailure.unreadable(
          path,
          "has format %d and was written by a newer Lince; this one knows %d"
              .formatted(format.getAsInt(), IndexState.FORMAT),
          null);
    }
  }
}
