package dev.lince.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * What the contracts of a second space share: images in the one, and their vectors in the other.
 */
abstract class NextSpaceContract extends StoreContract {
  static final int BEFORE = 8;
  static final int AFTER = 5;
  static final SpaceSwitch PLAIN = new SpaceSwitch(Set.of(), List.of(), Map.of());

  static List<NewImage> images(Random random, int count) {
    RandomImages images = new RandomImages(random, BEFORE);
    List<NewImage> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(images.image(i + ".png"));
    }
    return drawn;
  }

  static float[] vector(Random random) {
    return new RandomImages(random, AFTER).vector();
  }

  /** A vector for each, put in several batches. */
  Map<Integer, float[]> putAll(Random random, List<ImageRecord> images) {
    Map<Integer, float[]> vectors = new HashMap<>();
    for (int from = 0; from < images.size(); from += 7) {
      List<NextVector> batch = new ArrayList<>();
      for (ImageRecord image : images.subList(from, Math.min(images.size(), from + 7))) {
        vectors.put(image.id(), vector(random));
        batch.add(next(image, of(vectors, image)));
      }
      store.nextSpace().put(batch);
    }
    return vectors;
  }

  static float[] of(Map<Integer, float[]> vectors, ImageRecord image) {
    return Objects.requireNonNull(vectors.get(image.id()));
  }

  static NextVector next(ImageRecord image, float[] vector) {
    return new NextVector(image.id(), image.contentHash(), vector);
  }

  List<ImageRecord> upsert(List<NewImage> images) {
    return store.upsert(images).stream()
        .map(upserted -> store.find(((Upserted.Stored) upserted).id()).orElseThrow())
        .toList();
  }

  static LedgerEntry failed(String path) {
    return new LedgerEntry(path, LedgerEntry.State.FAILED, 1, NOW, null, "It is no picture.");
  }
}
