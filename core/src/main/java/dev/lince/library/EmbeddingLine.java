package dev.lince.library;

import dev.lince.embed.ComputePool;
import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files go in, are claimed chunk by chunk, embedded on the pool, and stored batch by batch in the
 * order in which they came. The pool is kept busy across chunks.
 *
 * <p>Belongs to the thread of the ingest. Two processes cannot wait for each other: before this one
 * waits, it has stored all it had claimed.
 */
final class EmbeddingLine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddingLine.class);

  private static final int CHUNK = 64;

  /** Results wait behind a slow file before them; so many at most. */
  private static final int MOST_IN_FLIGHT = 256;

  private final ComputePool pool;
  private final FileEmbedding embedding;
  private final Patience patience;
  private final AtomicReference<IngestProgress> progress;
  private final Claims claims;
  private final Batch batch;
  private final Queue<Running> running = new ArrayDeque<>();

  private record Running(Claims.Work work, FutureTask<FileEmbedding.Outcome> task) {}

  EmbeddingLine(
      ImageStore store,
      ComputePool pool,
      FileEmbedding embedding,
      Patience patience,
      AtomicReference<IngestProgress> progress) {
    this.pool = pool;
    this.embedding = embedding;
    this.patience = patience;
    this.progress = progress;
    claims = new Claims(store, patience);
    batch = new Batch(store, patience, claims);
  }

  /** Comes back when all of them are in the store or the ledger, whoever brought them there. */
  void embed(List<FoundFile> files) throws InterruptedException {
    List<FoundFile> left = embedFree(files);
    if (!left.isEmpty()) {
      log.info("{} files are being worked on by another process", left.size());
    }
    while (!left.isEmpty()) {
      patience.rest();
      left = embedFree(left);
    }
  }

  /** Gives back those that another process has claimed. */
  private List<FoundFile> embedFree(List<FoundFile> files) throws InterruptedException {
    List<FoundFile> taken = new ArrayList<>();
    for (int from = 0; from < files.size(); from += CHUNK) {
      Claims.Chunk chunk = claims.claim(files.subList(from, Math.min(from + CHUNK, files.size())));
      taken.addAll(chunk.taken());
      progress.updateAndGet(so -> so.plusDoneByOthers(chunk.doneByOthers()));
      for (Claims.Work work : chunk.work()) {
        start(work);
        while (!running.isEmpty()
            && (running.element().task().isDone() || running.size() > MOST_IN_FLIGHT)) {
          take(running.remove());
        }
      }
    }
    while (!running.isEmpty()) {
      take(running.remove());
    }
    batch.flush();
    return taken;
  }

  private void start(Claims.Work work) throws InterruptedException {
    running.add(new Running(work, pool.bulk(() -> embedding.embed(work.file(), work.known()))));
  }

  private void take(Running finished) throws InterruptedException {
    Claims.Work work = finished.work();
    switch (outcome(finished.task())) {
      case FileEmbedding.Outcome.Ready(NewImage image, boolean embedded) -> {
        progress.updateAndGet(so -> so.plusStored(embedded));
        batch.add(work, image);
      }
      case FileEmbedding.Outcome.Failed(LedgerEntry entry) -> {
        log.info("{} is not a picture Lince reads: {}", entry.path(), entry.reason());
        progress.updateAndGet(IngestProgress::plusFailed);
        batch.add(work, entry);
      }
      case FileEmbedding.Outcome.Unread(LedgerEntry entry) -> {
        log.info("{} stays as the library has it: {}", entry.path(), entry.reason());
        progress.updateAndGet(IngestProgress::plusFailed);
        batch.addUnread(work, entry);
      }
      case FileEmbedding.Outcome.Postponed(StoreException.Unavailable away, long since) -> {
        patience.await(away, since);
        start(work);
      }
    }
  }

  private static FileEmbedding.Outcome outcome(FutureTask<FileEmbedding.Outcome> task)
      throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException store) {
        throw store;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Drops what has not begun, and gives the claims back. */
  @Override
  public void close() {
    running.forEach(one -> one.task().cancel(false));
    claims.close();
  }
}
