package dev.lince.store.lucene;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.Ledger;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.Notes;
import dev.lince.store.StoreException;
import dev.lince.store.StoredImage;
import dev.lince.store.Upserted;
import dev.lince.store.VectorRules;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * A store in one directory, for one process at a time. Its lag is 0: what a writing method returned
 * from is on disk and is found by every search that begins afterwards.
 *
 * <p>Searches are approximate in segments of more than a few thousand images: there each of the 10
 * nearest is missing with a probability of less than 3 % (docs/performance.md has what was
 * measured). Everything else is exact: similarities, the order of equal ones, filters, counts, and
 * that k hits come back while k match.
 *
 * <p>Vectors have at most 1,024 dimensions, which is what Lucene's stock codec allows.
 */
public final class LuceneStore implements ImageStore {
  private final Path path;
  private final Directory directory;
  private final Snapshots snapshots;
  private final @Nullable Writing writing;
  private final SearchEffort effort;

  /** What a store has that was not opened for reading only. */
  private record Writing(IndexSession session, GroupCommit commits, InstantSource clock)
      implements Closeable {
    @Override
    public void close() throws IOException {
      commits.close();
      session.close();
    }
  }

  private LuceneStore(
      Path path,
      Directory directory,
      Snapshots snapshots,
      @Nullable Writing writing,
      SearchEffort effort) {
    this.path = path;
    this.directory = directory;
    this.snapshots = snapshots;
    this.writing = writing;
    this.effort = effort;
  }

  /**
   * Opens the store in {@code directory}, which is made if it is not there.
   *
   * @throws StoreException.InUse if another store has it open for writing, in whatever process
   * @throws StoreException.Unreadable if what lies there cannot be read by this version
   */
  public static LuceneStore open(Path directory) {
    return open(directory, InstantSource.system(), SearchEffort.DEFAULT);
  }

  static LuceneStore open(Path path, InstantSource clock, SearchEffort effort) {
    try (Opening opening = new Opening()) {
      Directory directory = opening.keep(IndexFiles.openOrCreate(path));
      IndexSession session = opening.keep(new IndexSession(path, directory));
      Snapshots snapshots = opening.keep(new Snapshots(path, directory));
      Writing writing = new Writing(session, new GroupCommit(path, session, snapshots), clock);
      opening.done();
      return new LuceneStore(path, directory, snapshots, writing, effort);
    } catch (IOException | IllegalArgumentException e) {
      throw IndexFailure.of(path, e);
    }
  }

  /**
   * Opens what the store in {@code directory} last committed, takes no lock and writes nothing; all
   * writing methods throw {@link StoreException.ReadOnly}.
   *
   * @throws StoreException.Unavailable if there is no store
   * @throws StoreException.Unreadable if what lies there cannot be read by this version
   */
  public static LuceneStore openReadOnly(Path directory) {
    try (Opening opening = new Opening()) {
      Directory existing = opening.keep(IndexFiles.openExisting(directory));
      Snapshots snapshots = opening.keep(new Snapshots(directory, existing));
      snapshots.read(
          searcher -> {
            IndexFiles.check(directory, userData(searcher));
            return searcher;
          });
      opening.done();
      return new LuceneStore(directory, existing, snapshots, null, SearchEffort.DEFAULT);
    } catch (IOException | IllegalArgumentException e) {
      throw IndexFailure.of(directory, e);
    }
  }

  @Override
  public OptionalInt dimension() {
    return snapshots.read(LuceneStore::dimension);
  }

  private static OptionalInt dimension(IndexSearcher searcher) throws IOException {
    return IndexState.read(userData(searcher)).dimension();
  }

  private static Map<String, String> userData(IndexSearcher searcher) throws IOException {
    return ((DirectoryReader) searcher.getIndexReader()).getIndexCommit().getUserData();
  }

  @Override
  public List<Upserted> upsert(List<NewImage> batch) {
    List<NewImage> images = List.copyOf(batch);
    Writing open = writing();
    return images.isEmpty()
        ? List.of()
        : open.commits().write(new Upsert(images, open.clock().instant()));
  }

  @Override
  public int delete(Collection<Integer> ids, AfterDelete ledger) {
    Writing open = writing();
    return ids.isEmpty() ? 0 : open.commits().write(new Delete(ids, ledger));
  }

  @Override
  public Optional<ImageRecord> find(int id) {
    return snapshots.read(searcher -> new Lookup(searcher).image(id));
  }

  @Override
  public Optional<StoredImage> findWithVector(int id) {
    return snapshots.read(searcher -> new Lookup(searcher).imageWithVector(id));
  }

  @Override
  public Optional<ImageRecord> findByPath(String imagePath) {
    return snapshots.read(searcher -> new Lookup(searcher).image(imagePath));
  }

  @Override
  public List<Hit> search(NearestQuery query) {
    return snapshots.read(
        searcher -> {
          Optional<String> refusal = VectorRules.whyRefused(query.vector(), dimension(searcher));
          if (refusal.isPresent()) {
            throw new StoreException.VectorRefused(refusal.get());
          }
          return new NearestSearch(searcher, query, effort).hits();
        });
  }

  @Override
  public void scan(Filter filter, Consumer<StoredImage> consumer) {
    snapshots.read(
        searcher -> {
          new ImageScan(searcher).images(filter, consumer);
          return searcher;
        });
  }

  @Override
  public List<StoredImage> sample(int count, long seed) {
    return snapshots.read(searcher -> new ImageScan(searcher).sample(count, seed));
  }

  @Override
  public long count(Filter filter) {
    return snapshots.read(searcher -> (long) searcher.count(FilterQuery.of(filter)));
  }

  @Override
  public Ledger ledger() {
    return new IndexLedger(snapshots, this::commits);
  }

  @Override
  public Notes notes() {
    return new IndexNotes(snapshots, this::commits);
  }

  @Override
  public void ping() {
    snapshots.read(searcher -> searcher);
  }

  private GroupCommit commits() {
    return writing().commits();
  }

  /** How many commits were made since this store was opened. */
  long commitCount() {
    return commits().commits();
  }

  private Writing writing() {
    if (writing == null) {
      throw new StoreException.ReadOnly(
          "The index in %s was opened for reading only; write through the server that has it open."
              .formatted(path));
    }
    return writing;
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
