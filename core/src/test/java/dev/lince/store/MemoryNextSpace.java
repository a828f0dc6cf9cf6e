package dev.lince.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The next space of the store in memory; all under that store's lock. */
final class MemoryNextSpace implements NextSpace {
  private final MemoryStore store;
  private final MemoryStore.Contents contents;

  MemoryNextSpace(MemoryStore store, MemoryStore.Contents contents) {
    this.store = store;
    this.contents = contents;
  }

  /** What was built so far. */
  record Built(String label, int dimension, Map<Integer, NextVector> vectors) {}

  @Override
  public Optional<String> label() {
    return store.locked(() -> Optional.ofNullable(contents.next).map(Built::label));
  }

  @Override
  public void begin(String label, int dimension) {
    store.locked(
        () -> {
          if (contents.next == null || !contents.next.label().equals(label)) {
            contents.next = new Built(label, dimension, new HashMap<>());
          }
          return true;
        });
  }

  @Override
  public long count() {
    return store.locked(() -> contents.next == null ? 0 : contents.next.vectors().size());
  }

  @Override
  public List<ImageRecord> missing(int afterId, int limit) {
    return store.locked(
        () ->
            contents.images.tailMap(afterId, false).values().stream()
                .map(StoredImage::image)
                .filter(image -> !has(image))
                .limit(limit)
                .toList());
  }

  private boolean has(ImageRecord image) {
    NextVector vector = built().vectors().get(image.id());
    return vector != null && vector.contentHash().equals(image.contentHash());
  }

  private Built built() {
    return Objects.requireNonNull(contents.next, "No space was begun.");
  }

  @Override
  public void put(List<NextVector> vectors) {
    store.locked(
        () -> {
          for (NextVector vector : vectors) {
            VectorRules.whyRefused(vector.vector(), OptionalInt.of(built().dimension()))
                .ifPresent(
                    why -> {
                      throw new StoreException.VectorRefused(why);
                    });
          }
          vectors.stream()
              .filter(vector -> contents.images.containsKey(vector.id()))
              .forEach(vector -> built().vectors().put(vector.id(), vector));
          return true;
        });
  }

  @Override
  public void prepare() {}

  @Override
  public boolean activate(SpaceSwitch change) {
    return store.locked(
        () -> {
          Set<Integer> left = change.leftBehind();
          if (contents.images.values().stream()
              .map(StoredImage::image)
              .anyMatch(image -> !has(image) && !left.contains(image.id()))) {
            return false;
          }
          takeOver(built());
          change.ledger().forEach(entry -> contents.ledger.put(entry.path(), entry));
          contents.notes.putAll(change.notes());
          contents.next = null;
          contents.hasFormer = true;
          contents.switches++;
          return true;
        });
  }

  private void takeOver(Built next) {
    Map<Integer, StoredImage> images = new TreeMap<>();
    for (StoredImage stored : contents.images.values()) {
      ImageRecord image = stored.image();
      @Nullable NextVector vector = next.vectors().get(image.id());
      if (vector != null && has(image)) {
        images.put(image.id(), new StoredImage(image, vector.vector()));
      } else {
        contents.idsByPath.remove(image.path());
      }
    }
    contents.images.clear();
    contents.images.putAll(images);
    contents.dimension = OptionalInt.of(next.dimension());
  }

  @Override
  public void abandon() {
    store.locked(
        () -> {
          contents.next = null;
          return true;
        });
  }

  @Override
  public boolean dropFormer() {
    return store.locked(
        () -> {
          boolean had = contents.hasFormer;
          contents.hasFormer = false;
          return had;
        });
  }
}
