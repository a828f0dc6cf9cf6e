package dev.lince.store.lucene;

import dev.lince.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does all writing in one thread of its own, and gives everything that waits one commit. A commit
 * costs some 20 ms, however much is in it, so callers who write at the same time share one; each
 * returns when its changes are durable and every later search sees them.
 *
 * <p>The thread is its own, and not that of a caller, because an interrupt of a thread closes the
 * file that it writes to, and with it the index. Safe for use by several threads.
 */
final class GroupCommit implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MOST_IN_ONE_COMMIT = 256;

  private final Path path;
  private final IndexSession session;
  private final Snapshots snapshots;
  private final BlockingQueue<Ticket<?>> waiting = new ArrayBlockingQueue<>(MOST_IN_ONE_COMMIT);
  private final Thread thread;
  private final Ticket<?> wake = new Ticket<>(changes -> "", new CompletableFuture<>());
  private final AtomicLong commits = new AtomicLong();
  private volatile boolean closed;

  GroupCommit(Path path, IndexSession session, Snapshots snapshots) {
    this.path = path;
    this.session = session;
    this.snapshots = snapshots;
    this.thread = Thread.ofPlatform().daemon().name("lince-index-writer").start(this::run);
  }

  /** Work of one caller that becomes part of a commit. May run twice, each time from the start. */
  interface Work<T> {
    T on(Changes changes) throws IOException;
  }

  private record Ticket<T>(Work<T> work, CompletableFuture<T> done) {
    Runnable applyTo(Changes changes) throws IOException {
      T result = work.on(changes);
      return () -> done.complete(result);
    }
  }

  /**
   * Does the work and returns when it is committed and visible.
   *
   * @throws StoreException where it could not be; then nothing of it was done, but for the case
   *     that the message speaks of
   */
  <T> T write(Work<T> work) {
    Ticket<T> ticket = new Ticket<>(work, new CompletableFuture<>());
    submit(ticket);
    boolean interrupted = false;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        try {
          return ticket.done().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          // What is on its way is written all the same, and the caller must learn what it became.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw IndexFailure.of(path, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw new StoreException.Unavailable(
          "The index in %s did not write within %s; it may still do so.".formatted(path, PATIENCE),
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void submit(Ticket<?> ticket) {
    try {
      if (closed || !waiting.offer(ticket, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw unavailable();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.Unavailable("Interrupted before anything was written.", e);
    }
    if (closed && waiting.remove(ticket)) {
      throw unavailable();
    }
  }

  private StoreException.Unavailable unavailable() {
    return new StoreException.Unavailable(
        closed
            ? "The index in %s is closed; open it again.".formatted(path)
            : "Too much waits to be written to the index in %s; try again.".formatted(path),
        null);
  }

  /** How many commits there were. */
  long commits() {
    return commits.get();
  }

  /** How many callers wait whose work was not begun. */
  int waiting() {
    return waiting.size();
  }

  private void run() {
    List<Ticket<?>> group = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      Ticket<?> first = next();
      if (first == null) {
        commitMerges();
        continue;
      }
      group.add(first);
      waiting.drainTo(group, MOST_IN_ONE_COMMIT - 1);
      group.remove(wake);
      if (!group.isEmpty()) {
        commit(group);
      }
      group.clear();
    }
    commitMerges();
  }

  private @Nullable Ticket<?> next() {
    try {
      return waiting.poll(REST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only close() ends this thread.
      return null;
    }
  }

  /** Merges end when nobody writes, and searches are faster with what they made. */
  private void commitMerges() {
    try {
      if (session.commitMerges()) {
        snapshots.refresh();
      }
    } catch (IOException | RuntimeException e) {
      abandon(null, e);
      LOG.warn(
          "Searches stay as fast as they are until something is written: {}",
          IndexFailure.of(path, e).getMessage());
      LOG.debug("Merged segments could not be committed", e);
    }
  }

  private void commit(List<Ticket<?>> group) {
    List<Runnable> answers = new ArrayList<>();
    try {
      commitOrAbandon(group, answers);
    } catch (IOException | RuntimeException | Error e) {
      if (group.size() == 1) {
        group.getFirst().done().completeExceptionally(e);
      } else {
        // One of them may be the cause: each by itself, so that it fails alone.
        group.forEach(ticket -> commit(List.of(ticket)));
      }
      return;
    }
    commits.incrementAndGet();
    try {
      snapshots.refresh();
      answers.forEach(Runnable::run);
    } catch (IOException | RuntimeException | Error e) {
      group.forEach(ticket -> ticket.done().completeExceptionally(e));
    }
  }

  private void commitOrAbandon(List<Ticket<?>> group, List<Runnable> answers) throws IOException {
    snapshots.read(
        searcher -> {
          Changes changes = null;
          try {
            changes = session.begin(new Lookup(searcher));
            for (Ticket<?> ticket : group) {
              answers.add(ticket.applyTo(changes));
            }
            session.commit(changes);
            return group;
          } catch (IOException | RuntimeException | Error e) {
            abandon(changes, e);
            throw e;
          }
        });
  }

  private void abandon(@Nullable Changes changes, Throwable cause) {
    try {
      session.abandon(changes);
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Commits what still waits, refuses what comes later, and ends the thread. */
  @Override
  public void close() {
    closed = true;
    waiting.offer(wake);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    waiting.forEach(ticket -> ticket.done().completeExceptionally(unavailable()));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
