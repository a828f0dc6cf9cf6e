package dev.lince.library;

import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits to be stored in one commit. Belongs to the thread of the ingest. */
final class Batch {
  private static final Logger log = LoggerFactory.getLogger(Batch.class);

  /** A commit costs the same for one picture as for many; a picture should still be found soon. */
  private static final int MOST = 64;

  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final ImageStore store;
  private final Patience patience;
  private final Claims claims;
  private final List<NewImage> images = new ArrayList<>();
  private final List<LedgerEntry> failures = new ArrayList<>();
  private final List<LedgerEntry> unread = new ArrayList<>();
  private final List<Claims.Work> done = new ArrayList<>();
  private long flushed = System.nanoTime();

  Batch(ImageStore store, Patience patience, Claims claims) {
    this.store = store;
    this.patience = patience;
    this.claims = claims;
  }

  void add(Claims.Work work, NewImage image) throws InterruptedException {
    images.add(image);
    added(work);
  }

  void add(Claims.Work work, LedgerEntry failure) throws InterruptedException {
    failures.add(failure);
    added(work);
  }

  /** Of a file that cannot be read now: its record stays. */
  void addUnread(Claims.Work work, LedgerEntry failure) throws InterruptedException {
    unread.add(failure);
    added(work);
  }

  private void added(Claims.Work work) throws InterruptedException {
    done.add(work);
    if (done.size() >= MOST || System.nanoTime() - flushed > LONGEST.toNanos()) {
      flush();
    }
  }

  /** Stores what waits, and gives the claims of it back. */
  void flush() throws InterruptedException {
    if (!images.isEmpty()) {
      store(List.copyOf(images));
      images.clear();
    }
    if (!failures.isEmpty()) {
      note(List.copyOf(failures));
      failures.clear();
    }
    if (!unread.isEmpty()) {
      List<LedgerEntry> entries = List.copyOf(unread);
      patience.tell(() -> store.ledger().put(entries));
      unread.clear();
    }
    claims.finish(done);
    done.clear();
    flushed = System.nanoTime();
  }

  private void store(List<NewImage> batch) throws InterruptedException {
    for (Upserted upserted : patience.ask(() -> store.upsert(batch))) {
      if (upserted instanceof Upserted.Refused(String path, String reason)) {
        log.warn("{} was refused by the store: {}", path, reason);
        batch.stream()
            .filter(image -> image.path().equals(path))
            .map(image -> failed(image, reason))
            .forEach(failures::add);
      }
    }
  }

  private static LedgerEntry failed(NewImage image, String reason) {
    return new LedgerEntry(
        image.path(),
        LedgerEntry.State.FAILED,
        image.bytes(),
        image.modified(),
        image.contentHash(),
        reason);
  }

  private void note(List<LedgerEntry> entries) throws InterruptedException {
    List<Integer> stale = patience.ask(() -> recordsOf(entries));
    if (!stale.isEmpty()) {
      patience.ask(() -> store.delete(stale, AfterDelete.FORGET));
    }
    patience.tell(() -> store.ledger().put(entries));
  }

  /**
   * A file that was a picture and is none any more must not be found by what it once showed. What
   * another program wrote of it is that program's.
   */
  private List<Integer> recordsOf(List<LedgerEntry> entries) {
    return entries.stream()
        .flatMap(entry -> store.findByPath(entry.path()).stream())
        .filter(ImageRecord::isDescribed)
        .map(ImageRecord::id)
        .toList();
  }
}
