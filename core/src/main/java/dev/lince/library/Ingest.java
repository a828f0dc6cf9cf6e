package dev.lince.library;

import dev.lince.embed.ComputePool;
import dev.lince.library.IngestProgress.Phase;
import dev.lince.store.ImageStore;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the store in step with the folders, once. Size and time tell what is unchanged; what is
 * new or changed is read, hashed and embedded on the pool, and stored batch by batch, so that what
 * is done is found at once and an ingest that was cut off goes on where it was.
 *
 * <p>{@link #run} belongs to one thread, which may be interrupted at any time.
 */
final class Ingest {
  private static final Logger log = LoggerFactory.getLogger(Ingest.class);

  /** A commit costs the same for one picture as for many; a picture should still be found soon. */
  private static final int BATCH = 64;

  /** Results wait behind a slow file before them; so many at most. */
  private static final int MOST_IN_FLIGHT = 256;

  private static final Duration BATCH_TIME = Duration.ofSeconds(1);

  private final List<ImageFolder> folders;
  private final Exclusions exclusions;
  private final ImageStore store;
  private final ComputePool pool;
  private final EmbeddingFor embeddingFor;

  private final List<NewImage> images = new ArrayList<>();
  private final List<LedgerEntry> failures = new ArrayList<>();
  private long flushed = System.nanoTime();
  private volatile IngestProgress progress = IngestProgress.NONE;

  /** Makes the way from file to vector, once it is known which contents the store has. */
  interface EmbeddingFor {
    FileEmbedding contents(Map<String, String> pathsByHash);
  }

  Ingest(
      List<ImageFolder> folders,
      Exclusions exclusions,
      ImageStore store,
      ComputePool pool,
      EmbeddingFor embeddingFor) {
    this.folders = folders;
    this.exclusions = exclusions;
    this.store = store;
    this.pool = pool;
    this.embeddingFor = embeddingFor;
  }

  IngestProgress progress() {
    return progress;
  }

  void run() throws InterruptedException {
    try {
      progress = progress.in(Phase.WALKING);
      Map<String, LedgerEntry> ledger = new HashMap<>();
      store.ledger().scan(entry -> ledger.put(entry.path(), entry));
      Map<ImageFolder, FolderWalk> walks = new HashMap<>();
      for (ImageFolder folder : folders) {
        walks.put(folder, FolderWalk.over(folder, exclusions));
      }
      embedNew(toDo(walks, ledger), ledger);
      removeGone(walks, ledger);
      progress = progress.in(Phase.DONE);
      log.info(
          "In step with the folders: {} files were new or changed, {} embedded, {} failed, {} gone",
          progress.toDo(),
          progress.embedded(),
          progress.failed(),
          progress.removed());
    } finally {
      if (progress.phase() != Phase.DONE) {
        progress = progress.in(Phase.STOPPED);
      }
    }
  }

  private static List<FoundFile> toDo(
      Map<ImageFolder, FolderWalk> walks, Map<String, LedgerEntry> ledger) {
    return walks.values().stream()
        .flatMap(walk -> walk.files().values().stream())
        .filter(file -> isNewOrChanged(file, ledger.get(file.path())))
        .toList();
  }

  private static boolean isNewOrChanged(FoundFile file, @Nullable LedgerEntry known) {
    if (known == null) {
      return true;
    }
    return switch (known.state()) {
      case REMOVED -> false;
      case PENDING, MISSING -> true;
      case FAILED -> known.contentHash() == null || hasChanged(file, known);
      case INDEXED -> hasChanged(file, known);
    };
  }

  private static boolean hasChanged(FoundFile file, LedgerEntry known) {
    return known.bytes() != file.bytes() || !known.modified().equals(file.modified());
  }

  private void embedNew(List<FoundFile> files, Map<String, LedgerEntry> ledger)
      throws InterruptedException {
    progress = progress.embedding(files.size());
    FileEmbedding embedding = embeddingFor.contents(pathsByHash(ledger));
    var running = new ArrayDeque<FutureTask<FileEmbedding.Outcome>>();
    try {
      for (FoundFile file : files) {
        running.add(pool.bulk(() -> embedding.embed(file, ledger.get(file.path()))));
        while (!running.isEmpty()
            && (running.element().isDone() || running.size() > MOST_IN_FLIGHT)) {
          take(running.remove());
        }
      }
      while (!running.isEmpty()) {
        take(running.remove());
      }
      flush();
    } finally {
      running.forEach(task -> task.cancel(false));
    }
  }

  private static Map<String, String> pathsByHash(Map<String, LedgerEntry> ledger) {
    Map<String, String> paths = HashMap.newHashMap(ledger.size());
    for (LedgerEntry entry : ledger.values()) {
      if (entry.state() == LedgerEntry.State.INDEXED && entry.contentHash() != null) {
        paths.put(entry.contentHash(), entry.path());
      }
    }
    return paths;
  }

  private void take(FutureTask<FileEmbedding.Outcome> task) throws InterruptedException {
    switch (outcome(task)) {
      case FileEmbedding.Outcome.Ready(NewImage image, boolean embedded) -> {
        images.add(image);
        progress = progress.plusStored(embedded);
      }
      case FileEmbedding.Outcome.Failed(LedgerEntry entry) -> {
        failures.add(entry);
        log.info("{} is not a picture Lince reads: {}", entry.path(), entry.reason());
        progress = progress.plusFailed();
      }
    }
    if (images.size() + failures.size() >= BATCH
        || System.nanoTime() - flushed > BATCH_TIME.toNanos()) {
      flush();
    }
  }

  private static FileEmbedding.Outcome outcome(FutureTask<FileEmbedding.Outcome> task)
      throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void flush() {
    for (Upserted upserted : store.upsert(images)) {
      if (upserted instanceof Upserted.Refused(String path, String reason)) {
        log.warn("{} was refused by the store: {}", path, reason);
        images.stream()
            .filter(image -> image.path().equals(path))
            .map(image -> failed(image, reason))
            .forEach(failures::add);
      }
    }
    images.clear();
    dropRecordsOf(failures);
    store.ledger().put(failures);
    failures.clear();
    flushed = System.nanoTime();
  }

  /** A file that was a picture and is none any more must not be found by what it once showed. */
  private void dropRecordsOf(List<LedgerEntry> entries) {
    List<Integer> ids =
        entries.stream()
            .flatMap(entry -> store.findByPath(entry.path()).stream())
            .map(image -> image.id())
            .toList();
    if (!ids.isEmpty()) {
      store.delete(ids, AfterDelete.FORGET);
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

  private void removeGone(Map<ImageFolder, FolderWalk> walks, Map<String, LedgerEntry> ledger) {
    List<String> gone =
        ledger.keySet().stream()
            .filter(
                path ->
                    walks.entrySet().stream()
                        .anyMatch(walk -> walk.getKey().owns(path) && walk.getValue().isGone(path)))
            .toList();
    List<Integer> ids =
        gone.stream()
            .flatMap(path -> store.findByPath(path).stream())
            .map(image -> image.id())
            .toList();
    if (!ids.isEmpty()) {
      store.delete(ids, AfterDelete.FORGET);
    }
    if (!gone.isEmpty()) {
      store.ledger().remove(gone);
    }
    progress = progress.plusRemoved(ids.size());
  }
}
