package dev.lince.library;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.LabelChange;
import dev.lince.store.Ledger;
import dev.lince.store.LedgerEntry;
import dev.lince.store.ListQuery;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.NextSpace;
import dev.lince.store.Notes;
import dev.lince.store.StoredImage;
import dev.lince.store.Upserted;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store in front of another one, whose calls all pass through {@link #call}. Closing it leaves
 * the other one open.
 */
class ForwardingStore implements ImageStore {
  final ImageStore store;

  ForwardingStore(ImageStore store) {
    this.store = store;
  }

  /** Makes a call of the other store; may fail in its place. */
  <T> T call(Supplier<T> call) {
    return call.get();
  }

  @Override
  public OptionalInt dimension() {
    return call(store::dimension);
  }

  @Override
  public List<Upserted> upsert(List<NewImage> batch) {
    return call(() -> store.upsert(batch));
  }

  @Override
  public int delete(Collection<Integer> ids, AfterDelete ledger) {
    return call(() -> store.delete(ids, ledger));
  }

  @Override
  public Optional<ImageRecord> find(int id) {
    return call(() -> store.find(id));
  }

  @Override
  public Optional<StoredImage> findWithVector(int id) {
    return call(() -> store.findWithVector(id));
  }

  @Override
  public int label(Collection<Integer> ids, LabelChange change) {
    return call(() -> store.label(ids, change));
  }

  @Override
  public Optional<ImageRecord> findByPath(String path) {
    return call(() -> store.findByPath(path));
  }

  @Override
  public Optional<ImageRecord> findByContent(String contentHash) {
    return call(() -> store.findByContent(contentHash));
  }

  @Override
  public List<ImageRecord> list(ListQuery query) {
    return call(() -> store.list(query));
  }

  @Override
  public List<Hit> search(NearestQuery query) {
    return call(() -> store.search(query));
  }

  @Override
  public void scan(Filter filter, Consumer<StoredImage> consumer) {
    call(
        () -> {
          store.scan(filter, consumer);
          return true;
        });
  }

  @Override
  public List<StoredImage> sample(int count, long seed) {
    return call(() -> store.sample(count, seed));
  }

  @Override
  public long count(Filter filter) {
    return call(() -> store.count(filter));
  }

  @Override
  public Ledger ledger() {
    return new ForwardingLedger(store.ledger());
  }

  @Override
  public Notes notes() {
    return store.notes();
  }

  @Override
  public void ping() {
    call(
        () -> {
          store.ping();
          return true;
        });
  }

  @Override
  public NextSpace nextSpace() {
    return call(store::nextSpace);
  }

  @Override
  public void close() {}

  /** A ledger whose calls pass through the store's {@link #call}. */
  class ForwardingLedger implements Ledger {
    private final Ledger ledger;

    ForwardingLedger(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public Optional<LedgerEntry> find(String path) {
      return call(() -> ledger.find(path));
    }

    @Override
    public Map<String, LedgerEntry> find(Collection<String> paths) {
      return call(() -> ledger.find(paths));
    }

    @Override
    public Claim claim(Collection<String> paths) {
      return call(() -> ledger.claim(paths));
    }

    @Override
    public void put(Collection<LedgerEntry> entries) {
      call(
          () -> {
            ledger.put(entries);
            return true;
          });
    }

    @Override
    public void remove(Collection<String> paths) {
      call(
          () -> {
            ledger.remove(paths);
            return true;
          });
    }

    @Override
    public void scan(Consumer<LedgerEntry> consumer) {
      call(
          () -> {
            ledger.scan(consumer);
            return true;
          });
    }
  }
}
