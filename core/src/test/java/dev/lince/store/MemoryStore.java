package dev.lince.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The exact store that the others are compared with: everything in maps, every search over every
 * vector. One lock guards all of it.
 */
public final class MemoryStore implements ImageStore {
  /** What outlives a store that is closed, as files would. */
  public static final class Contents {
    final TreeMap<Integer, StoredImage> images = new TreeMap<>();
    final Map<String, Integer> idsByPath = new HashMap<>();
    final Map<String, LedgerEntry> ledger = new HashMap<>();
    final Map<String, String> notes = new HashMap<>();
    OptionalInt dimension = OptionalInt.empty();
    private int lastId;
    MemoryNextSpace.@Nullable Built next;
    boolean hasFormer;
    int switches;
  }

  private final Contents contents;
  private final InstantSource clock;
  private final int switches;
  private boolean closed;

  /** An empty store. */
  public MemoryStore() {
    this(new Contents(), InstantSource.system());
  }

  /** A store of what {@code contents} has already. */
  public MemoryStore(Contents contents, InstantSource clock) {
    this.contents = contents;
    this.clock = clock;
    switches = contents.switches;
  }

  @Override
  public OptionalInt dimension() {
    return locked(() -> contents.dimension);
  }

  @Override
  public List<Upserted> upsert(List<NewImage> batch) {
    return locked(() -> batch.stream().map(this::upsertOne).toList());
  }

  private Upserted upsertOne(NewImage image) {
    Optional<String> refusal = VectorRules.whyRefused(image.vector(), contents.dimension);
    if (refusal.isPresent()) {
      return new Upserted.Refused(image.path(), refusal.get());
    }
    contents.dimension = OptionalInt.of(image.vector().length);
    Integer known = contents.idsByPath.get(image.path());
    int id = known == null ? ++contents.lastId : known;
    StoredImage before = contents.images.get(id);
    ImageRecord after =
        before == null
            ? ImageRecord.created(id, image, clock.instant())
            : before.image().replacedBy(image);
    contents.images.put(id, new StoredImage(after, image.vector().clone()));
    contents.idsByPath.put(image.path(), id);
    contents.ledger.put(image.path(), LedgerEntry.indexed(image));
    return new Upserted.Stored(image.path(), id, before == null);
  }

  @Override
  public int delete(Collection<Integer> ids, AfterDelete ledger) {
    return locked(
        () -> {
          int deleted = 0;
          for (int id : new HashSet<>(ids)) {
            StoredImage image = contents.images.remove(id);
            if (image != null) {
              forget(image.image(), ledger);
              deleted++;
            }
          }
          return deleted;
        });
  }

  private void forget(ImageRecord image, AfterDelete ledger) {
    contents.idsByPath.remove(image.path());
    switch (ledger) {
      case FORGET -> contents.ledger.remove(image.path());
      case REMEMBER_REMOVED -> contents.ledger.put(image.path(), LedgerEntry.removed(image));
    }
  }

  @Override
  public int label(Collection<Integer> ids, LabelChange change) {
    return locked(
        () -> {
          int there = 0;
          for (int id : new HashSet<>(ids)) {
            StoredImage before = contents.images.get(id);
            if (before != null) {
              contents.images.put(id, new StoredImage(change.of(before.image()), before.vector()));
              there++;
            }
          }
          return there;
        });
  }

  @Override
  public Optional<ImageRecord> find(int id) {
    return findWithVector(id).map(StoredImage::image);
  }

  @Override
  public Optional<StoredImage> findWithVector(int id) {
    return locked(() -> Optional.ofNullable(contents.images.get(id)));
  }

  @Override
  public Optional<ImageRecord> findByPath(String path) {
    return locked(() -> Optional.ofNullable(contents.idsByPath.get(path)).flatMap(id -> find(id)));
  }

  @Override
  public Optional<ImageRecord> findByContent(String contentHash) {
    return matching(Filter.ALL).stream()
        .map(StoredImage::image)
        .filter(image -> image.contentHash().equals(contentHash))
        .findFirst();
  }

  @Override
  public List<ImageRecord> list(ListQuery query) {
    List<StoredImage> matching = matching(query.filter());
    return switch (query.order()) {
      case OLDEST -> page(matching, query);
      case NEWEST -> page(matching.reversed(), query);
    };
  }

  private static List<ImageRecord> page(List<StoredImage> inOrder, ListQuery query) {
    return inOrder.stream()
        .map(StoredImage::image)
        .filter(image -> image.id() >= query.least() && image.id() <= query.greatest())
        .limit(query.limit())
        .toList();
  }

  @Override
  public List<Hit> search(NearestQuery query) {
    return locked(
        () -> {
          VectorRules.whyRefused(query.vector(), contents.dimension)
              .ifPresent(
                  why -> {
                    throw new StoreException.VectorRefused(why);
                  });
          return contents.images.values().stream()
              .filter(stored -> query.filter().matches(stored.image()))
              .map(
                  stored -> new Hit(stored.image(), Similarity.of(query.vector(), stored.vector())))
              .filter(hit -> query.admits(hit.similarity(), hit.image().id()))
              .sorted(Hit.ORDER)
              .limit(query.k())
              .toList();
        });
  }

  @Override
  public void scan(Filter filter, Consumer<StoredImage> consumer) {
    matching(filter).forEach(consumer);
  }

  @Override
  public List<StoredImage> sample(int count, long seed) {
    List<StoredImage> all = new ArrayList<>(matching(Filter.ALL));
    Collections.shuffle(all, new Random(seed));
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  @Override
  public long count(Filter filter) {
    return matching(filter).size();
  }

  private List<StoredImage> matching(Filter filter) {
    return locked(
        () ->
            contents.images.values().stream()
                .filter(stored -> filter.matches(stored.image()))
                .toList());
  }

  @Override
  public Ledger ledger() {
    return new MemoryLedger();
  }

  @Override
  public Notes notes() {
    return new MemoryNotes();
  }

  @Override
  public NextSpace nextSpace() {
    return new MemoryNextSpace(this, contents);
  }

  @Override
  public void ping() {
    locked(() -> closed);
  }

  @Override
  public void close() {
    synchronized (contents) {
      closed = true;
    }
  }

  <T extends @Nullable Object> T locked(Supplier<T> work) {
    synchronized (contents) {
      if (closed) {
        throw new StoreException.Unavailable("The store is closed; open it again.", null);
      }
      if (switches != contents.switches) {
        throw new StoreException.Superseded();
      }
      return work.get();
    }
  }

  private final class MemoryLedger implements Ledger {
    @Override
    public Optional<LedgerEntry> find(String path) {
      return locked(() -> Optional.ofNullable(contents.ledger.get(path)));
    }

    @Override
    public void put(Collection<LedgerEntry> entries) {
      locked(
          () -> {
            entries.forEach(entry -> contents.ledger.put(entry.path(), entry));
            return entries;
          });
    }

    @Override
    public void remove(Collection<String> paths) {
      locked(() -> contents.ledger.keySet().removeAll(new HashSet<>(paths)));
    }

    @Override
    public void scan(Consumer<LedgerEntry> consumer) {
      locked(() -> List.copyOf(contents.ledger.values())).forEach(consumer);
    }
  }

  private final class MemoryNotes implements Notes {
    @Override
    public Optional<String> find(String name) {
      return locked(() -> Optional.ofNullable(contents.notes.get(name)));
    }

    @Override
    public void put(String name, String text) {
      locked(() -> Optional.ofNullable(contents.notes.put(name, text)));
    }

    @Override
    public String putIfAbsent(String name, String text) {
      return locked(() -> contents.notes.computeIfAbsent(name, absent -> text));
    }
  }
}
