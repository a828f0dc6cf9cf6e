package dev.lince.store.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the index, and what it committed. After a failure it goes back to the last
 * commit and opens a new writer for the next changes. Used by one thread at a time.
 */
final class IndexSession implements AutoCloseable {
  private final Path path;
  private final Directory directory;
  private @Nullable IndexWriter writer;
  private IndexState committed = IndexState.EMPTY;

  /** Opens the writer, which locks the directory, and begins the index where there is none. */
  IndexSession(Path path, Directory directory) throws IOException {
    this.path = path;
    this.directory = directory;
    this.writer = openWriter();
  }

  private IndexWriter openWriter() throws IOException {
    IndexWriter opened = new IndexWriter(directory, config());
    try {
      Map<String, String> userData = new HashMap<>();
      opened.getLiveCommitData().forEach(entry -> userData.put(entry.getKey(), entry.getValue()));
      if (userData.isEmpty() && opened.getDocStats().maxDoc == 0) {
        commit(opened, IndexState.EMPTY);
      } else {
        IndexFiles.check(path, userData);
        // Ids that a failed commit took are not given again either.
        committed = IndexState.read(userData).after(committed);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.rollback();
      throw e;
    }
  }

  /**
   * Stock codec and merge policy. Commits are durable before {@link IndexWriter#close} is ever
   * reached, so closing has nothing to commit and no merge to wait for.
   */
  private IndexWriterConfig config() {
    return new IndexWriterConfig().setCommitOnClose(false).setMergeScheduler(new Merges(path));
  }

  /** Where the next commit's changes go. */
  Changes begin(Lookup lookup) throws IOException {
    IndexWriter open = writer;
    if (open == null || !open.isOpen()) {
      open = openWriter();
      writer = open;
    }
    return new Changes(open, lookup, committed);
  }

  /** Makes the changes durable. */
  void commit(Changes changes) throws IOException {
    IndexWriter open = writer;
    if (open == null) {
      throw new IllegalStateException("Nothing was begun that could be committed.");
    }
    commit(open, changes.state());
    committed = changes.state();
  }

  private static void commit(IndexWriter open, IndexState state) throws IOException {
    open.setLiveCommitData(state.userData().entrySet());
    open.commit();
  }

  /** Commits what merges made since the last commit; false if they made nothing. */
  boolean commitMerges() throws IOException {
    IndexWriter open = writer;
    if (open == null || !open.isOpen() || !open.hasUncommittedChanges()) {
      return false;
    }
    return open.commit() >= 0;
  }

  /**
   * Goes back to the last commit; ids that the changes took stay taken. The lock is taken again at
   * once where that can be, so that no other process gets in between.
   */
  void abandon(@Nullable Changes changes) throws IOException {
    if (changes != null) {
      committed = committed.after(changes.state());
    }
    close();
    writer = openWriter();
  }

  /** Gives up merges that run, and the lock. What was committed stays. */
  @Override
  public void close() throws IOException {
    IndexWriter open = writer;
    writer = null;
    if (open != null) {
      open.rollback();
    }
  }
}
