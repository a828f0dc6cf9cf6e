package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import dev.lince.store.VectorRules;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.codecs.KnnVectorsFormat;

/** Stores a batch of images, each by itself: one that is refused does not touch the others. */
record Upsert(List<NewImage> batch, Instant now) implements GroupCommit.Work<List<Upserted>> {
  private static final int MAX_DIMENSION = KnnVectorsFormat.DEFAULT_MAX_DIMENSIONS;

  @Override
  public List<Upserted> on(Changes changes) throws IOException {
    List<Upserted> results = new ArrayList<>(batch.size());
    for (NewImage image : batch) {
      results.add(upsert(image, changes));
    }
    return List.copyOf(results);
  }

  private Upserted upsert(NewImage image, Changes changes) throws IOException {
    Optional<String> refusal = whyRefused(image, changes);
    if (refusal.isPresent()) {
      return new Upserted.Refused(image.path(), refusal.get());
    }
    if (changes.dimension().isEmpty()) {
      changes.decideDimension(image.vector().length);
    }
    Optional<ImageRecord> before = changes.image(image.path());
    ImageRecord after =
        before
            .map(record -> record.replacedBy(image))
            .orElseGet(() -> ImageRecord.created(changes.nextId(), image, now));
    if (before.isPresent()) {
      changes.replaceImage(after, image.vector());
    } else {
      changes.addImage(after, image.vector());
    }
    changes.putLedger(LedgerEntry.indexed(image));
    return new Upserted.Stored(image.path(), after.id(), before.isEmpty());
  }

  private static Optional<String> whyRefused(NewImage image, Changes changes) {
    int dimension = image.vector().length;
    return dimension > MAX_DIMENSION
        ? Optional.of(
            "The vector has %d dimensions; the embedded store allows %d."
                .formatted(dimension, MAX_DIMENSION))
        : VectorRules.whyRefused(image.vector(), changes.dimension());
  }
}
