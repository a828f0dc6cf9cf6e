package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.LabelChange;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Changes tags and metadata; a document is written anew for that, with the vector it had. */
record Relabel(Set<Integer> ids, LabelChange change) implements GroupCommit.Work<Integer> {

  static Relabel of(Collection<Integer> ids, LabelChange change) {
    return new Relabel(new TreeSet<>(ids), change);
  }

  @Override
  public Integer on(Changes changes) throws IOException {
    int there = 0;
    for (int id : ids) {
      Optional<ImageRecord> image = changes.image(id);
      if (image.isPresent()) {
        relabel(image.get(), changes);
        there++;
      }
    }
    return there;
  }

  private void relabel(ImageRecord before, Changes changes) throws IOException {
    ImageRecord after = change.of(before);
    if (!after.equals(before)) {
      changes.replaceImage(after, changes.vector(before.id()));
    }
  }
}
