package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LedgerEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Takes images out, and notes it in the ledger. */
record Delete(Set<Integer> ids, AfterDelete ledger) implements GroupCommit.Work<Integer> {

  Delete(Collection<Integer> ids, AfterDelete ledger) {
    this(Set.copyOf(ids), ledger);
  }

  @Override
  public Integer on(Changes changes) throws IOException {
    int deleted = 0;
    for (int id : ids) {
      Optional<ImageRecord> image = changes.image(id);
      if (image.isPresent()) {
        delete(image.get(), changes);
        deleted++;
      }
    }
    return deleted;
  }

  private void delete(ImageRecord image, Changes changes) throws IOException {
    changes.removeImage(image);
    switch (ledger) {
      case FORGET -> changes.removeLedger(image.path());
      case REMEMBER_REMOVED -> changes.putLedger(LedgerEntry.removed(image));
    }
  }
}
