package dev.lince.library;

import dev.lince.embed.ComputePool;
import dev.lince.embed.Space;
import dev.lince.library.ReembedProgress.Phase;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.Ledger;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NextSpace;
import dev.lince.store.NextVector;
import dev.lince.store.SpaceSwitch;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a library into another space, once: embeds what has no vector there yet, chunk by chunk,
 * until nothing is left, and switches over. What is done is durable, so that one that was cut off
 * is gone on with. Searches and ingest go on in the old space; what they change is embedded before
 * the switch. Several processes on one store share the work.
 *
 * <p>{@link #run} belongs to one thread, which may be interrupted after {@link #stop}.
 */
public final class Reembedding {
  private static final Logger log = LoggerFactory.getLogger(Reembedding.class);

  private static final int CHUNK = 64;
  private static final Duration LOG_EVERY = Duration.ofSeconds(10);

  /** Of so many images at least, and of this share at most, one is left behind unasked. */
  private static final int FEW = 10;

  private static final double SMALL_SHARE = 0.01;

  private final ImageStore store;
  private final ComputePool pool;
  private final Space space;
  private final Revector revector;
  private final boolean leaveOut;
  private final Patience patience;
  private final AtomicReference<ReembedProgress> progress;
  private final Map<Integer, LedgerEntry> unreadable = new HashMap<>();
  private Phase phase = Phase.WAITING;
  private long logged = System.nanoTime();

  /**
   * @param leaveOut whether images whose files cannot be read leave the library, however many
   * @param rest between two looks at a store that is away, or at what another process works on
   */
  Reembedding(
      ImageStore store,
      ComputePool pool,
      Space space,
      Revector revector,
      boolean leaveOut,
      Duration rest) {
    this.store = store;
    this.pool = pool;
    this.space = space;
    this.revector = revector;
    this.leaveOut = leaveOut;
    progress = new AtomicReference<>(ReembedProgress.waiting(space.name()));
    patience =
        new Patience(
            "re-embedding",
            store,
            rest,
            waits -> progress.updateAndGet(so -> so.in(waits ? Phase.PAUSED : phase)));
  }

  /** How far it is. */
  public ReembedProgress progress() {
    return progress.get();
  }

  /** Ends what waits for the store or for other processes. */
  public void stop() {
    patience.end();
  }

  /**
   * Embeds and switches.
   *
   * @return whether the library is in the new space now; else {@link #progress} says why not
   * @throws InterruptedException after {@link #stop}, or where the thread was interrupted
   * @throws StoreException.Superseded where another process switched meanwhile
   * @throws StoreException where the store cannot have such a space, or failed for good
   */
  public boolean run() throws InterruptedException {
    try {
      NextSpace next = store.nextSpace();
      patience.tell(() -> next.begin(space.id(), space.dimension()));
      log.info("Embedding the library again with {}; searches go on meanwhile", space.name());
      while (true) {
        embedMissing(next);
        if (isHeld()) {
          return false;
        }
        enter(Phase.PREPARING);
        patience.tell(next::prepare);
        if (patience.ask(() -> next.activate(change()))) {
          enter(Phase.SWITCHED);
          log.info("The library is in the space {} now", space.name());
          return true;
        }
      }
    } catch (StoreException failed) {
      progress.updateAndGet(so -> so.because(Phase.STOPPED, String.valueOf(failed.getMessage())));
      throw failed;
    } finally {
      if (phase != Phase.SWITCHED && progress.get().reason() == null) {
        enter(Phase.STOPPED);
      }
    }
  }

  private void enter(Phase entered) {
    phase = entered;
    progress.updateAndGet(so -> so.in(entered));
  }

  /** Goes over all images again and again, until each has a vector or is known to get none. */
  private void embedMissing(NextSpace next) throws InterruptedException {
    enter(Phase.EMBEDDING);
    int waiting;
    do {
      long images = patience.ask(() -> store.count(Filter.ALL));
      long embedded = patience.ask(next::count);
      progress.updateAndGet(so -> so.counted(images, embedded));
      waiting = pass(next);
      if (waiting > 0) {
        patience.rest();
      }
    } while (waiting > 0);
  }

  /** Gives back how many images another process works on. */
  private int pass(NextSpace next) throws InterruptedException {
    int taken = 0;
    for (int after = 0; ; ) {
      int from = after;
      List<ImageRecord> missing = patience.ask(() -> next.missing(from, CHUNK));
      if (missing.isEmpty()) {
        return taken;
      }
      after = missing.getLast().id();
      List<ImageRecord> wanted =
          missing.stream().filter(image -> !unreadable.containsKey(image.id())).toList();
      taken += wanted.isEmpty() ? 0 : chunk(next, from, wanted);
    }
  }

  /** Embeds what no other process has claimed; what one of them finished is missing no more. */
  private int chunk(NextSpace next, int from, List<ImageRecord> wanted)
      throws InterruptedException {
    List<String> paths = wanted.stream().map(ImageRecord::path).toList();
    try (Ledger.Claim claim = patience.ask(() -> store.ledger().claim(paths))) {
      Set<String> granted = claim.paths();
      Set<Integer> ids = wanted.stream().map(ImageRecord::id).collect(Collectors.toSet());
      List<ImageRecord> free =
          patience.ask(() -> next.missing(from, CHUNK)).stream()
              .filter(image -> ids.contains(image.id()) && granted.contains(image.path()))
              .toList();
      List<NextVector> vectors = embed(free);
      patience.tell(() -> next.put(vectors));
      progress.updateAndGet(so -> so.plusDone(vectors.size()));
      tell();
      return (int) paths.stream().filter(path -> !granted.contains(path)).count();
    }
  }

  private void tell() {
    if (System.nanoTime() - logged > LOG_EVERY.toNanos()) {
      logged = System.nanoTime();
      ReembedProgress now = progress.get();
      log.info("{} of {} pictures are embedded again", now.done(), now.total());
    }
  }

  private List<NextVector> embed(List<ImageRecord> images) throws InterruptedException {
    List<FutureTask<Revector.Outcome>> tasks = new ArrayList<>();
    List<NextVector> vectors = new ArrayList<>();
    try {
      for (ImageRecord image : images) {
        tasks.add(pool.bulk(() -> revector.embed(image)));
      }
      for (FutureTask<Revector.Outcome> task : tasks) {
        switch (task.get()) {
          case Revector.Outcome.Embedded(NextVector vector) -> vectors.add(vector);
          case Revector.Outcome.Unreadable(ImageRecord image, String reason) ->
              passOver(image, reason);
        }
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } finally {
      tasks.forEach(task -> task.cancel(false));
    }
    return vectors;
  }

  private void passOver(ImageRecord image, String reason) {
    log.warn("{} cannot be embedded again: {}", image.path(), reason);
    unreadable.put(
        image.id(),
        new LedgerEntry(
            image.path(),
            LedgerEntry.State.FAILED,
            image.bytes(),
            image.modified(),
            null,
            "It could not be embedded when the model changed: " + reason));
    progress.updateAndGet(ReembedProgress::plusUnreadable);
  }

  private boolean isHeld() {
    long most = Math.max(FEW, (long) (SMALL_SHARE * progress.get().total()));
    if (leaveOut || unreadable.size() <= most) {
      return false;
    }
    LedgerEntry one = unreadable.values().iterator().next();
    String sentence =
        "%,d of %,d pictures cannot be embedded again, %s for one (%s), and would leave the library; so it stays in its old space. Bring their files back, or let them go with `lince reembed --leave-out`."
            .formatted(unreadable.size(), progress.get().total(), one.path(), one.reason());
    log.error("{}", sentence);
    progress.updateAndGet(so -> so.because(Phase.HELD, sentence));
    return true;
  }

  private SpaceSwitch change() {
    return new SpaceSwitch(
        unreadable.keySet(),
        List.copyOf(unreadable.values()),
        SpaceNote.ofSwitch(store.notes(), space));
  }
}
