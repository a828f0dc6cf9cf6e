package dev.lince.store.lucene;

import dev.lince.store.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * One Lucene index, open: the vectors of one space, and everything else that is known. Safe for use
 * by several threads; whoever opened it closes it.
 */
final class Index implements AutoCloseable {
  private final Path path;
  private final Directory directory;
  private final Snapshots snapshots;
  private final @Nullable Writing writing;
  private final SwitchGate gate = new SwitchGate();

  /** What an index has that was not opened for reading only. */
  private record Writing(IndexSession session, GroupCommit commits) implements Closeable {
    @Override
    public void close() throws IOException {
      commits.close();
      session.close();
    }
  }

  private Index(Path path, Directory directory, Snapshots snapshots, @Nullable Writing writing) {
    this.path = path;
    this.directory = directory;
    this.snapshots = snapshots;
    this.writing = writing;
  }

  /**
   * Opens the index in a directory for reading and writing; makes both where they are not there.
   */
  static Index open(Path path) {
    try (Opening opening = new Opening()) {
      Directory directory = opening.keep(IndexFiles.openOrCreate(path));
      IndexSession session = opening.keep(new IndexSession(path, directory));
      Snapshots snapshots = opening.keep(new Snapshots(path, directory));
      Writing writing = new Writing(session, new GroupCommit(path, session, snapshots));
      opening.done();
      return new Index(path, directory, snapshots, writing);
    } catch (IOException | IllegalArgumentException e) {
      throw IndexFailure.of(path, e);
    }
  }

  /** Opens what the index in a directory last committed; takes no lock and writes nothing. */
  static Index openReadOnly(Path path) {
    try (Opening opening = new Opening()) {
      Directory existing = opening.keep(IndexFiles.openExisting(path));
      Snapshots snapshots = opening.keep(new Snapshots(path, existing));
      snapshots.read(
          searcher -> {
            IndexFiles.check(path, userData(searcher));
            return searcher;
          });
      opening.done();
      return new Index(path, existing, snapshots, null);
    } catch (IOException | IllegalArgumentException e) {
      throw IndexFailure.of(path, e);
    }
  }

  /** What was committed last as of a whole. */
  static IndexState state(IndexSearcher searcher) throws IOException {
    return IndexState.read(userData(searcher));
  }

  private static Map<String, String> userData(IndexSearcher searcher) throws IOException {
    return ((DirectoryReader) searcher.getIndexReader()).getIndexCommit().getUserData();
  }

  <T> T read(Snapshots.Reading<T> reading) {
    gate.requireOpen();
    return snapshots.read(reading);
  }

  /** Commits the work; see {@link GroupCommit#write}. */
  <T> T write(GroupCommit.Work<T> work) {
    GroupCommit commits = commits();
    return gate.pass(() -> commits.write(work));
  }

  /**
   * Does {@code switching} when no write is under way; where it says so, nothing is read or written
   * here any more.
   */
  boolean leave(BooleanSupplier switching) {
    return gate.leave(switching);
  }

  boolean isReadOnly() {
    return writing == null;
  }

  /** Throws {@link StoreException.ReadOnly} where it is. */
  void requireWritable() {
    commits();
  }

  /** How many commits were made since this index was opened. */
  long commitCount() {
    return commits().commits();
  }

  private GroupCommit commits() {
    if (writing == null) {
      throw new StoreException.ReadOnly(
          "The index in %s was opened for reading only; write through the server that has it open."
              .formatted(path));
    }
    return writing.commits();
  }

  /**
   * Commits what was handed over, gives up merges that run, which the next opening does again, and
   * frees the directory. Searches that run end undisturbed.
   */
  @Override
  public void close() {
    try (directory;
        snapshots;
        writing) {
      return;
    } catch (IOException e) {
      throw IndexFailure.of(path, e);
    }
  }
}
