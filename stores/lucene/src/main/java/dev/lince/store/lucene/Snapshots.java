package dev.lince.store.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;

/**
 * What searches see: the index as of its last commit. It is opened from the directory and not from
 * the writer, so that nobody ever sees, by an id for example, what a crash may still undo. Safe for
 * use by several threads.
 */
final class Snapshots implements AutoCloseable {
  private final Path path;
  private final SearcherManager searchers;

  Snapshots(Path path, Directory directory) throws IOException {
    this.path = path;
    this.searchers = new SearcherManager(directory, null);
  }

  /** Work on one snapshot, which stays as it is meanwhile. */
  interface Reading<T> {
    T read(IndexSearcher searcher) throws IOException;
  }

  <T> T read(Reading<T> reading) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return reading.read(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException | AlreadyClosedException e) {
      throw IndexFailure.of(path, e);
    }
  }

  /** Makes the last commit what everyone sees who begins from now on. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  @Override
  public void close() throws IOException {
    searchers.close();
  }
}
