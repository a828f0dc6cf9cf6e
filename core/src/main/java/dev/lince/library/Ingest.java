package dev.lince.library;

import dev.lince.embed.ComputePool;
import dev.lince.library.IngestProgress.Phase;
import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the store in step with the folders, once. Size and time tell what is unchanged; what is
 * new or changed is read, hashed and embedded on the pool, and stored batch by batch, so that what
 * is done is found at once and an ingest that was cut off goes on where it was. Other processes may
 * do the same on the same store; each file is done by one of them. Where the store goes away, it
 * waits.
 *
 * <p>{@link #run} belongs to one thread, which may be interrupted at any time after {@link #stop}.
 */
final class Ingest {
  private static final Logger log = LoggerFactory.getLogger(Ingest.class);

  private final List<ImageFolder> folders;
  private final Exclusions exclusions;
  private final @Nullable LibraryPlaces places;
  private final Vanished vanished;
  private final ImageStore store;
  private final ComputePool pool;
  private final EmbeddingFor embeddingFor;
  private final Patience patience;
  private final AtomicReference<IngestProgress> progress =
      new AtomicReference<>(IngestProgress.NONE);

  /** Belongs to the thread that runs. */
  private Phase phase = Phase.WAITING;

  /** Makes the way from file to vector, once it is known which contents the store has. */
  interface EmbeddingFor {
    FileEmbedding contents(Map<String, String> pathsByHash);
  }

  /**
   * @param rest between two looks at a store that is away, or at files another process works on
   */
  Ingest(
      List<ImageFolder> folders,
      Exclusions exclusions,
      @Nullable LibraryPlaces places,
      Vanished vanished,
      ImageStore store,
      ComputePool pool,
      EmbeddingFor embeddingFor,
      Duration rest) {
    this.folders = folders;
    this.exclusions = exclusions;
    this.places = places;
    this.vanished = vanished;
    this.store = store;
    this.pool = pool;
    this.embeddingFor = embeddingFor;
    patience =
        new Patience(
            "ingest",
            store,
            rest,
            waits -> progress.updateAndGet(so -> so.in(waits ? Phase.PAUSED : phase)));
  }

  IngestProgress progress() {
    return progress.get();
  }

  /** Ends what waits for the store or for other processes. */
  void stop() {
    patience.end();
  }

  void run() throws InterruptedException {
    try {
      enter(Phase.WALKING);
      Map<String, LedgerEntry> ledger = patience.ask(this::readLedger);
      Map<ImageFolder, FolderWalk> walks = new HashMap<>();
      for (ImageFolder folder : folders) {
        walks.put(
            folder,
            FolderWalk.over(
                folder, exclusions, path -> places != null && places.isOutOf(folder, path)));
      }
      embedNew(toDo(walks, ledger), ledger);
      int removed = new GoneFiles(store, patience).apply(vanished, gone(walks, ledger));
      progress.updateAndGet(so -> so.plusRemoved(removed));
      enter(Phase.DONE);
      IngestProgress done = progress.get();
      log.info(
          "In step with the folders: {} files were new or changed, {} embedded, {} failed, {} gone",
          done.toDo(),
          done.embedded(),
          done.failed(),
          done.removed());
    } finally {
      if (phase != Phase.DONE) {
        enter(Phase.STOPPED);
      }
    }
  }

  private void enter(Phase next) {
    phase = next;
    progress.updateAndGet(so -> so.in(next));
  }

  private Map<String, LedgerEntry> readLedger() {
    Map<String, LedgerEntry> ledger = new HashMap<>();
    store.ledger().scan(entry -> ledger.put(entry.path(), entry));
    return ledger;
  }

  private List<FoundFile> toDo(
      Map<ImageFolder, FolderWalk> walks, Map<String, LedgerEntry> ledger) {
    return folders.stream()
        .flatMap(
            folder ->
                Objects.requireNonNull(walks.get(folder)).files().values().stream()
                    .filter(file -> owner(file.path()).equals(Optional.of(folder))))
        .filter(file -> file.isNewOrChanged(ledger.get(file.path())))
        .toList();
  }

  private void embedNew(List<FoundFile> files, Map<String, LedgerEntry> ledger)
      throws InterruptedException {
    progress.updateAndGet(so -> so.toDo(files.size()));
    enter(Phase.EMBEDDING);
    if (files.isEmpty()) {
      return;
    }
    FileEmbedding embedding = embeddingFor.contents(pathsByHash(ledger));
    try (EmbeddingLine line = new EmbeddingLine(store, pool, embedding, patience, progress)) {
      line.embed(files);
    }
  }

  private static Map<String, String> pathsByHash(Map<String, LedgerEntry> ledger) {
    Map<String, String> paths = HashMap.newHashMap(ledger.size());
    for (LedgerEntry entry : ledger.values()) {
      boolean hasRecord =
          switch (entry.state()) {
            case INDEXED, MISSING -> true;
            case FAILED, PENDING, REMOVED -> false;
          };
      if (hasRecord && entry.contentHash() != null) {
        paths.put(entry.contentHash(), entry.path());
      }
    }
    return paths;
  }

  private Optional<ImageFolder> owner(String path) {
    return folders.stream().filter(folder -> folder.owns(path)).findFirst();
  }

  private List<LedgerEntry> gone(
      Map<ImageFolder, FolderWalk> walks, Map<String, LedgerEntry> ledger) {
    return ledger.values().stream()
        .filter(
            entry ->
                owner(entry.path())
                    .map(walks::get)
                    .filter(walk -> walk.isGone(entry.path()))
                    .isPresent())
        .toList();
  }
}
