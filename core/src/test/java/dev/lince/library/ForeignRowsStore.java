package dev.lince.library;

import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.StoredImage;
import dev.lince.store.Upserted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A store that another program writes to as well: path and vector alone. */
final class ForeignRowsStore extends ForwardingStore {
  private final Set<String> undescribed = ConcurrentHashMap.newKeySet();

  ForeignRowsStore(ImageStore store) {
    super(store);
  }

  /** What the other program does; the id of the row. */
  int insert(String path, float[] vector) {
    store.upsert(List.of(RandomImages.plain(path, vector)));
    store.ledger().remove(List.of(path));
    undescribed.add(path);
    return store.findByPath(path).orElseThrow().id();
  }

  @Override
  public List<Upserted> upsert(List<NewImage> batch) {
    batch.forEach(image -> undescribed.remove(image.path()));
    return super.upsert(batch);
  }

  @Override
  public Optional<ImageRecord> find(int id) {
    return super.find(id).map(this::seen);
  }

  @Override
  public Optional<ImageRecord> findByPath(String path) {
    return super.findByPath(path).map(this::seen);
  }

  @Override
  public Optional<StoredImage> findWithVector(int id) {
    return super.findWithVector(id).map(this::seen);
  }

  @Override
  public void scan(Filter filter, Consumer<StoredImage> consumer) {
    super.scan(filter, image -> consumer.accept(seen(image)));
  }

  @Override
  public List<StoredImage> sample(int count, long seed) {
    return super.sample(count, seed).stream().map(this::seen).toList();
  }

  private StoredImage seen(StoredImage image) {
    return new StoredImage(seen(image.image()), image.vector());
  }

  private ImageRecord seen(ImageRecord image) {
    return undescribed.contains(image.path())
        ? ImageRecord.undescribed(image.id(), image.path())
        : image;
  }
}
