package dev.lince.library;

import dev.lince.store.ImageStore;
import dev.lince.store.Ledger;
import dev.lince.store.LedgerEntry;
import dev.lince.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that an ingest has reserved, chunk by chunk, so that several processes on one store
 * share the work. The ledger is read after the claim was granted: what another process finished
 * before that is seen then, and what it has not begun cannot be begun any more.
 *
 * <p>Belongs to the thread of the ingest.
 */
final class Claims implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Claims.class);

  private final ImageStore store;
  private final Patience patience;
  private final List<Chunk> open = new ArrayList<>();
  private int outagesSeen;

  Claims(ImageStore store, Patience patience) {
    this.store = store;
    this.patience = patience;
  }

  /**
   * A file to work on.
   *
   * @param known what the ledger has of it
   */
  record Work(Chunk chunk, FoundFile file, @Nullable LedgerEntry known) {}

  /** Files claimed together; given back together, once each is in the store or the ledger. */
  static final class Chunk {
    private final List<Work> work;
    private final List<FoundFile> taken;
    private final int doneByOthers;
    private final Set<String> unfinished = new HashSet<>();
    private Ledger.Claim claim;

    private Chunk(List<FoundFile> files, Ledger.Claim claim, Map<String, LedgerEntry> ledger) {
      this.claim = claim;
      Set<String> granted = claim.paths();
      taken = files.stream().filter(file -> !granted.contains(file.path())).toList();
      work =
          files.stream()
              .filter(file -> granted.contains(file.path()))
              .filter(file -> file.isNewOrChanged(ledger.get(file.path())))
              .map(file -> new Work(this, file, ledger.get(file.path())))
              .toList();
      doneByOthers = files.size() - taken.size() - work.size();
      work.forEach(one -> unfinished.add(one.file().path()));
    }

    /** What is to be done now. */
    List<Work> work() {
      return work;
    }

    /** What another process has reserved. */
    List<FoundFile> taken() {
      return taken;
    }

    /** How many another process has done since the folders were walked. */
    int doneByOthers() {
      return doneByOthers;
    }

    private void release() {
      try {
        claim.close();
      } catch (StoreException lost) {
        log.debug("A claim was lost: {}", lost.getMessage());
      }
    }
  }

  /** Reserves what it can get of {@code files}. */
  Chunk claim(List<FoundFile> files) throws InterruptedException {
    renewLost();
    Chunk chunk = patience.ask(() -> claimNow(files));
    if (chunk.unfinished.isEmpty()) {
      chunk.release();
    } else {
      open.add(chunk);
    }
    return chunk;
  }

  private Chunk claimNow(List<FoundFile> files) {
    Ledger.Claim claim = store.ledger().claim(files.stream().map(FoundFile::path).toList());
    try {
      return new Chunk(files, claim, store.ledger().find(claim.paths()));
    } catch (RuntimeException failed) {
      claim.close();
      throw failed;
    }
  }

  /** To be called once the store knows what became of these. */
  void finish(List<Work> done) throws InterruptedException {
    for (Work work : done) {
      Chunk chunk = work.chunk();
      chunk.unfinished.remove(work.file().path());
      if (chunk.unfinished.isEmpty() && open.remove(chunk)) {
        chunk.release();
      }
    }
    renewLost();
  }

  /**
   * Claims again what an outage may have given to others. Where another process has it now, both
   * work on it, and store the same.
   */
  private void renewLost() throws InterruptedException {
    while (outagesSeen != patience.outages()) {
      outagesSeen = patience.outages();
      for (Chunk chunk : open) {
        chunk.release();
        chunk.claim = patience.ask(() -> store.ledger().claim(List.copyOf(chunk.unfinished)));
      }
    }
  }

  /** Gives everything back. */
  @Override
  public void close() {
    open.forEach(Chunk::release);
    open.clear();
  }
}
