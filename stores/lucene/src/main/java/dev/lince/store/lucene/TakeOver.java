package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.SpaceSwitch;
import dev.lince.store.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;

/**
 * Brings the next index to all that the one before has, in one commit; or to nothing, where an
 * image has no vector in it and is not to be left behind.
 *
 * @param before the last snapshot of the index that is searched, which nobody writes to any more
 * @param label the name of the note that goes
 */
record TakeOver(IndexSearcher before, SpaceSwitch change, String label)
    implements GroupCommit.Work<Boolean> {

  @Override
  public Boolean on(Changes changes) throws IOException {
    List<ImageRecord> changed = new ArrayList<>();
    Set<Integer> staying = new HashSet<>();
    if (!isComplete(changes, staying, changed)) {
      return false;
    }
    dropOthers(changes, staying);
    for (ImageRecord image : changed) {
      Optional<StoredImage> built = changes.committedImage(image.id());
      if (built.isPresent()) {
        changes.replaceImage(image, built.get().vector());
      }
    }
    takeLedgerAndNotes(changes);
    changes.takeIdsOf(Index.state(before));
    return true;
  }

  /** Also finds out which images have a vector, and whose records were changed since. */
  private boolean isComplete(Changes changes, Set<Integer> staying, List<ImageRecord> changed)
      throws IOException {
    return new ImageScan(before)
        .recordsAfter(
            0,
            image -> {
              Optional<ImageRecord> built = changes.image(image.id());
              if (built.isEmpty() || !built.get().contentHash().equals(image.contentHash())) {
                return change.leftBehind().contains(image.id());
              }
              staying.add(image.id());
              if (!built.get().equals(image)) {
                changed.add(image);
              }
              return true;
            });
  }

  private static void dropOthers(Changes changes, Set<Integer> staying) throws IOException {
    for (ImageRecord image : changes.committedImages()) {
      if (!staying.contains(image.id())) {
        changes.removeImage(image);
      }
    }
  }

  private void takeLedgerAndNotes(Changes changes) throws IOException {
    List<LedgerEntry> rows = new ArrayList<>();
    ImageScan scan = new ImageScan(before);
    scan.ledger(rows::add);
    for (LedgerEntry row : rows) {
      changes.putLedger(row);
    }
    for (LedgerEntry row : change.ledger()) {
      changes.putLedger(row);
    }
    for (Map.Entry<String, String> note : scan.notes().entrySet()) {
      changes.putNote(note.getKey(), note.getValue());
    }
    for (Map.Entry<String, String> note : change.notes().entrySet()) {
      changes.putNote(note.getKey(), note.getValue());
    }
    changes.removeNote(label);
  }
}
