package dev.lince.app.engine;

import dev.lince.embed.EmbedException;
import dev.lince.embed.Embedder;
import dev.lince.embed.clip.DownloadProgress;
import dev.lince.library.Library;
import dev.lince.library.LibraryException;
import dev.lince.library.ReembedProgress;
import dev.lince.library.Reembedding;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A library's way into another space, in the background: the model comes, the ingest ends, every
 * picture is embedded again, and the engine goes over. Safe for use by several threads; whoever
 * started it closes it.
 */
final class SpaceChange implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpaceChange.class);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

  private final Library library;
  private final Source source;
  private final boolean leaveOut;
  private final Followers followers;
  private final Thread thread;
  private volatile ModelState model = new ModelState.Asked();
  private volatile @Nullable Reembedding reembedding;
  private volatile @Nullable String failure;
  private volatile boolean stopping;

  /** Where the embedder of the other space comes from. */
  interface Source {
    /** Blocks for as long as that takes; whoever calls closes the embedder. */
    Embedder open(DownloadProgress progress);
  }

  /** Told, on the change's own thread, how it ended. */
  interface Followers {
    /** The store has switched; the embedder is theirs from now on. */
    void switchedTo(Embedder next) throws InterruptedException;

    /** Another process has switched. */
    void switchedByAnother();

    /** It is over, with or without a switch, and was not merely stopped with the process. */
    void over();
  }

  private SpaceChange(Library library, Source source, boolean leaveOut, Followers followers) {
    this.library = library;
    this.source = source;
    this.leaveOut = leaveOut;
    this.followers = followers;
    thread = Thread.ofPlatform().name("lince-reembed").daemon(true).unstarted(this::run);
  }

  static SpaceChange start(Library library, Source source, boolean leaveOut, Followers followers) {
    SpaceChange change = new SpaceChange(library, source, leaveOut, followers);
    change.thread.start();
    return change;
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** How the other space's model is. */
  ModelState model() {
    return model;
  }

  /** How far the embedding is; empty before it begins. */
  Optional<ReembedProgress> progress() {
    return Optional.ofNullable(reembedding).map(Reembedding::progress);
  }

  /** Why it ended without a switch; empty where it did not. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    try {
      change();
    } catch (InterruptedException stop) {
      log.debug("The re-embedding was stopped");
    } catch (StoreException.Superseded elsewhere) {
      followers.switchedByAnother();
    } catch (EmbedException.ModelUnavailable unavailable) {
      model = new ModelState.Unavailable(String.valueOf(unavailable.getMessage()));
      fail(unavailable);
    } catch (EmbedException | LibraryException | StoreException expected) {
      fail(expected);
    } catch (RuntimeException unexpected) {
      failure = "The library could not be embedded again; the log says why.";
      log.error("The library could not be embedded again", unexpected);
    }
    if (!stopping) {
      followers.over();
    }
  }

  private void fail(RuntimeException expected) {
    failure = String.valueOf(expected.getMessage());
    if (!stopping) {
      log.warn("The library stays in its space: {}", expected.getMessage());
    }
  }

  private void change() throws InterruptedException {
    Embedder next =
        new LeasedEmbedder(
            source.open(
                new LoggedDownload((done, total) -> model = new ModelState.Fetching(done, total))));
    boolean handedOver = false;
    try {
      model = new ModelState.There(next.space().name());
      if (library.space().filter(next.space()::isSameAs).isPresent()) {
        log.info("The library is in the space {} already", next.space().name());
        return;
      }
      library.awaitIngest();
      Reembedding run = library.reembedding(next, leaveOut);
      reembedding = run;
      if (stopping) {
        return;
      }
      if (run.run()) {
        handedOver = true;
        followers.switchedTo(next);
      } else {
        failure = run.progress().reason();
      }
    } finally {
      if (!handedOver) {
        next.close();
      }
    }
  }

  /** Stops it, and waits for that; what was embedded is kept. */
  @Override
  public void close() {
    stopping = true;
    Reembedding run = reembedding;
    if (run != null) {
      run.stop();
    }
    thread.interrupt();
    try {
      if (Thread.currentThread() != thread && !thread.join(STOPS_WITHIN)) {
        log.warn("The re-embedding did not stop within {} s", STOPS_WITHIN.toSeconds());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
