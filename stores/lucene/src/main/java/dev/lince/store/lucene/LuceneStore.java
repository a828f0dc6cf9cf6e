package dev.lince.store.lucene;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.LabelChange;
import dev.lince.store.Ledger;
import dev.lince.store.ListQuery;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.NextSpace;
import dev.lince.store.Notes;
import dev.lince.store.StoreException;
import dev.lince.store.StoredImage;
import dev.lince.store.Upserted;
import dev.lince.store.VectorRules;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

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
  private final Index index;
  private final IndexNextSpace next;
  private final SearchEffort effort;
  private final InstantSource clock;

  private LuceneStore(Index index, IndexNextSpace next, SearchEffort effort, InstantSource clock) {
    this.index = index;
    this.next = next;
    this.effort = effort;
    this.clock = clock;
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
    IndexSpaces spaces = new IndexSpaces(path);
    while (true) {
      int active = spaces.active();
      spaces.require(active);
      Index index = Index.open(spaces.directory(active));
      if (spaces.active() == active) {
        return new LuceneStore(index, new IndexNextSpace(index, spaces, active), effort, clock);
      }
      // Its owner switched to another space before this got the lock.
      index.close();
    }
  }

  /**
   * Opens what the store in {@code directory} last committed, takes no lock and writes nothing; all
   * writing methods throw {@link StoreException.ReadOnly}. A switch to another space goes unseen.
   *
   * @throws StoreException.Unavailable if there is no store
   * @throws StoreException.Unreadable if what lies there cannot be read by this version
   */
  public static LuceneStore openReadOnly(Path directory) {
    IndexSpaces spaces = new IndexSpaces(directory);
    int active = spaces.active();
    spaces.require(active);
    Index index = Index.openReadOnly(spaces.directory(active));
    return new LuceneStore(
        index,
        new IndexNextSpace(index, spaces, active),
        SearchEffort.DEFAULT,
        InstantSource.system());
  }

  @Override
  public OptionalInt dimension() {
    return index.read(searcher -> Index.state(searcher).dimension());
  }

  @Override
  public List<Upserted> upsert(List<NewImage> batch) {
    List<NewImage> images = List.copyOf(batch);
    index.requireWritable();
    return images.isEmpty() ? List.of() : index.write(new Upsert(images, clock.instant()));
  }

  @Override
  public int delete(Collection<Integer> ids, AfterDelete ledger) {
    index.requireWritable();
    return ids.isEmpty() ? 0 : index.write(new Delete(ids, ledger));
  }

  @Override
  public int label(Collection<Integer> ids, LabelChange change) {
    index.requireWritable();
    return ids.isEmpty() ? 0 : index.write(Relabel.of(ids, change));
  }

  @Override
  public Optional<ImageRecord> find(int id) {
    return index.read(searcher -> new Lookup(searcher).image(id));
  }

  @Override
  public Optional<StoredImage> findWithVector(int id) {
    return index.read(searcher -> new Lookup(searcher).imageWithVector(id));
  }

  @Override
  public Optional<ImageRecord> findByPath(String imagePath) {
    return index.read(searcher -> new Lookup(searcher).image(imagePath));
  }

  @Override
  public Optional<ImageRecord> findByContent(String contentHash) {
    return index.read(searcher -> new ImageList(searcher).firstOf(contentHash));
  }

  @Override
  public List<ImageRecord> list(ListQuery query) {
    return index.read(searcher -> new ImageList(searcher).page(query));
  }

  @Override
  public List<Hit> search(NearestQuery query) {
    return index.read(
        searcher -> {
          Optional<String> refusal =
              VectorRules.whyRefused(query.vector(), Index.state(searcher).dimension());
          if (refusal.isPresent()) {
            throw new StoreException.VectorRefused(refusal.get());
          }
          return new NearestSearch(searcher, query, effort).hits();
        });
  }

  @Override
  public void scan(Filter filter, Consumer<StoredImage> consumer) {
    index.read(
        searcher -> {
          new ImageScan(searcher).images(filter, consumer);
          return searcher;
        });
  }

  @Override
  public List<StoredImage> sample(int count, long seed) {
    return index.read(searcher -> new ImageScan(searcher).sample(count, seed));
  }

  @Override
  public long count(Filter filter) {
    return index.read(searcher -> (long) searcher.count(FilterQuery.of(filter)));
  }

  @Override
  public Ledger ledger() {
    return new IndexLedger(index);
  }

  @Override
  public Notes notes() {
    return new IndexNotes(index);
  }

  @Override
  public NextSpace nextSpace() {
    return next;
  }

  @Override
  public void ping() {
    index.read(searcher -> searcher);
  }

  /** How many commits were made since this store was opened. */
  long commitCount() {
    return index.commitCount();
  }

  @Override
  public void close() {
    try (index) {
      next.close();
    }
  }
}
