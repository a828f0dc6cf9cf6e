package dev.lince.library;

import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings store and ledger in step with files that are gone. Belongs to the ingest's thread. */
final class GoneFiles {
  private static final Logger log = LoggerFactory.getLogger(GoneFiles.class);

  private final ImageStore store;
  private final Patience patience;

  GoneFiles(ImageStore store, Patience patience) {
    this.store = store;
    this.patience = patience;
  }

  /**
   * Applies {@code choice} to files that are gone.
   *
   * @return how many images were taken out of the library
   */
  int apply(Vanished choice, Collection<LedgerEntry> gone) throws InterruptedException {
    if (gone.isEmpty()) {
      return 0;
    }
    return switch (choice) {
      case LEAVES -> takeOut(paths(gone));
      case STAYS -> {
        noteMissing(gone);
        yield 0;
      }
    };
  }

  private int takeOut(List<String> gone) throws InterruptedException {
    List<Integer> ids = patience.ask(() -> idsOf(gone));
    if (!ids.isEmpty()) {
      patience.ask(() -> store.delete(ids, AfterDelete.FORGET));
    }
    patience.tell(() -> store.ledger().remove(gone));
    return ids.size();
  }

  private List<Integer> idsOf(List<String> paths) {
    return paths.stream()
        .flatMap(path -> store.findByPath(path).stream())
        .map(ImageRecord::id)
        .toList();
  }

  private void noteMissing(Collection<LedgerEntry> gone) throws InterruptedException {
    List<LedgerEntry> missing = new ArrayList<>();
    List<LedgerEntry> dropped = new ArrayList<>();
    for (LedgerEntry entry : gone) {
      switch (entry.state()) {
        case INDEXED -> missing.add(missing(entry));
        case FAILED, PENDING -> dropped.add(entry);
        case MISSING, REMOVED -> {}
      }
    }
    if (!missing.isEmpty()) {
      patience.tell(() -> store.ledger().put(missing));
      log.info("The files of {} images are gone; the images stay", missing.size());
    }
    if (!dropped.isEmpty()) {
      patience.tell(() -> store.ledger().remove(paths(dropped)));
    }
  }

  private static LedgerEntry missing(LedgerEntry entry) {
    return new LedgerEntry(
        entry.path(),
        LedgerEntry.State.MISSING,
        entry.bytes(),
        entry.modified(),
        entry.contentHash(),
        null);
  }

  private static List<String> paths(Collection<LedgerEntry> entries) {
    return entries.stream().map(LedgerEntry::path).toList();
  }
}
