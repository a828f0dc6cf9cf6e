package dev.lince.app.engine;

import dev.lince.embed.Embedder;
import dev.lince.search.Searcher;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library that is searched now. Where another takes its place, everything that knows the old
 * space is replaced at once, and a search that was on its way is made again: a vector of one space
 * never meets those of another.
 *
 * <p>Safe for use by several threads; whoever made it closes it.
 */
final class SearchedLibrary implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SearchedLibrary.class);
  private static final Duration REST = Duration.ofSeconds(1);

  /** How long a search waits for the other space to be opened before it is told to come again. */
  private static final Duration SWITCH_PATIENCE = Duration.ofSeconds(10);

  private final Supplier<OpenLibrary> opener;
  private volatile OpenLibrary open;
  private volatile Readiness readiness = new Readiness.Preparing("Lince is starting.");
  private boolean closed;

  /**
   * @param opener opens store and library in the space that they are in by then
   */
  SearchedLibrary(Supplier<OpenLibrary> opener) {
    this.opener = opener;
    this.open = opener.get();
  }

  OpenLibrary now() {
    return open;
  }

  Readiness readiness() {
    return readiness;
  }

  void say(Readiness said) {
    readiness = said;
  }

  /** Begins to search; the embedder belongs to the library then, or is closed where this is. */
  void use(Embedder opened) {
    try {
      begin(open, opened);
    } catch (RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  /** As {@link #use}, once the store answers; the database may be away just now. */
  void useOnceTheStoreAnswers(Embedder opened) throws InterruptedException {
    OpenLibrary library = open;
    try {
      begunOnceTheStoreAnswers(library, opened);
    } catch (RuntimeException | InterruptedException failed) {
      opened.close();
      throw failed;
    }
  }

  private OpenLibrary begunOnceTheStoreAnswers(OpenLibrary library, Embedder embedder)
      throws InterruptedException {
    return onceTheStoreAnswers(
        () -> {
          begin(library, embedder);
          return library;
        });
  }

  private synchronized void begin(OpenLibrary library, Embedder embedder) {
    if (closed) {
      embedder.close();
      return;
    }
    library.use(embedder);
    readiness = new Readiness.Ready();
    log.info("Searching in the space {}", embedder.space().name());
  }

  private OpenLibrary onceTheStoreAnswers(Supplier<OpenLibrary> call) throws InterruptedException {
    for (boolean said = false; ; said = true) {
      try {
        return call.get();
      } catch (StoreException.Unavailable away) {
        String sentence = String.valueOf(away.getMessage());
        readiness = new Readiness.Preparing(sentence);
        if (!said) {
          log.warn("Lince waits for the store: {}", sentence);
        }
        Thread.sleep(REST);
      }
    }
  }

  /** Opens the store again, in the space that it is in now, and lets the old one go. */
  void reopen(Function<OpenLibrary, Embedder> embedder) throws InterruptedException {
    OpenLibrary before = open;
    OpenLibrary after = onceTheStoreAnswers(opener);
    @Nullable Embedder next = null;
    boolean used = false;
    try {
      next = embedder.apply(after);
      begunOnceTheStoreAnswers(after, next);
      used = true;
    } finally {
      if (!used && next != null) {
        next.close();
      }
      replace(after, used);
    }
    before.close();
  }

  private synchronized void replace(OpenLibrary after, boolean used) {
    if (closed || !used) {
      after.close();
    } else {
      open = after;
    }
    notifyAll();
  }

  /**
   * Answers a query; where the library goes over to another space meanwhile, once more in that one.
   *
   * @param moved told of what was searched where it is of a space that the store is not in any more
   * @throws NotReady where {@link #readiness} says so
   */
  <T> T search(Function<Searcher, T> query, Consumer<OpenLibrary> moved) {
    return ask(library -> query.apply(searcher(library)), moved);
  }

  /** As {@link #search}, for what needs no embedder of its own. */
  <T> T ask(Function<OpenLibrary, T> question, Consumer<OpenLibrary> moved) {
    OpenLibrary library = open;
    try {
      return question.apply(library);
    } catch (StoreException.Superseded superseded) {
      moved.accept(library);
      return question.apply(another(library));
    }
  }

  private Searcher searcher(OpenLibrary library) {
    Searcher ready = library.searcher();
    if (ready == null || !(readiness instanceof Readiness.Ready)) {
      throw new NotReady(
          switch (readiness) {
            case Readiness.Ready() -> "Lince is starting.";
            case Readiness.Preparing(String sentence) -> sentence;
            case Readiness.Failed(String sentence) -> sentence;
          });
    }
    return ready;
  }

  /** Waits for what takes the place of a library whose store was switched. */
  private synchronized OpenLibrary another(OpenLibrary seen) {
    long limit = System.nanoTime() + SWITCH_PATIENCE.toNanos();
    try {
      for (long left = SWITCH_PATIENCE.toMillis(); open == seen && left > 0; ) {
        wait(left);
        left = Duration.ofNanos(limit - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (open == seen) {
      throw new NotReady("The library is being switched to another model; ask again in a moment.");
    }
    return open;
  }

  /** Begins nothing any more; what was begun is closed by {@link #close}. */
  synchronized void stop() {
    closed = true;
  }

  @Override
  public void close() {
    stop();
    open.close();
  }
}
