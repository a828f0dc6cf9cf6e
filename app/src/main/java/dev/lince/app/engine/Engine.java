package dev.lince.app.engine;

import dev.lince.app.config.Settings;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.ImageDecoder;
import dev.lince.library.Adoption;
import dev.lince.library.Library;
import dev.lince.library.SpaceNote;
import dev.lince.search.Searcher;
import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code serve} runs. The store and the pictures are there when {@link #open} returns; the
 * embedder may follow, where its model has to be fetched first.
 *
 * <p>Safe for use by several threads; whoever opened it closes it.
 */
public final class Engine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  private static final Duration LOG_EVERY = Duration.ofSeconds(5);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
  private static final Duration REST = Duration.ofSeconds(1);

  /** More would wait longer than people do. */
  private static final int WAITING_SEARCHES = 64;

  private final Settings settings;
  private final ImageDecoder decoder;
  private final ImageStore store;
  private final ComputePool pool;
  private final Library library;
  private final Consumer<RuntimeException> onFailure;
  private volatile Readiness readiness = new Readiness.Preparing("Lince is starting.");
  private volatile @Nullable Searcher searcher;
  private @Nullable Embedder embedder;
  private @Nullable Thread fetching;
  private boolean closed;

  /** Belongs to the thread that fetches. */
  private long logged = System.nanoTime();

  private Engine(
      Settings settings, ImageStore store, ComputePool pool, Consumer<RuntimeException> onFailure) {
    this.settings = settings;
    this.store = store;
    this.pool = pool;
    this.onFailure = onFailure;
    decoder = new ImageDecoder(settings.limits(), settings.decode(), settings.decoder());
    library = new Library(Stores.library(settings), decoder, store, pool);
  }

  /**
   * Opens everything, and begins to bring the library in step with its folders.
   *
   * @param onFailure told, once and from another thread, where the embedder cannot be had in the
   *     end
   * @throws dev.lince.store.StoreException where the store cannot be opened
   * @throws dev.lince.library.LibraryException where the library is of another space or folder
   * @throws dev.lince.embed.EmbedException where the model cannot be opened
   */
  public static Engine open(Settings settings, Consumer<RuntimeException> onFailure) {
    ImageStore store = Stores.open(settings);
    ComputePool pool = new ComputePool(settings.threads(), WAITING_SEARCHES);
    Engine engine = null;
    try {
      engine = new Engine(settings, store, pool, onFailure);
      engine.prepare();
      return engine;
    } catch (RuntimeException failed) {
      if (engine != null) {
        engine.close();
      } else {
        pool.close();
        store.close();
      }
      throw failed;
    }
  }

  private void prepare() {
    EmbedderPlan plan =
        EmbedderPlan.of(
            settings,
            SpaceNote.find(store.notes()),
            Adoption.adoptedWithoutSpace(store.notes()),
            Embedders.hub());
    switch (plan) {
      case EmbedderPlan.Visual() -> use(new VisualEmbedder());
      case EmbedderPlan.Clip clip -> use(ClipEmbedder.open(clip.model(), settings.threads()));
      case EmbedderPlan.Fetch(boolean visualOtherwise) -> {
        readiness = new Readiness.Preparing("Lince asks the model hub for CLIP.");
        fetching =
            Thread.ofPlatform()
                .name("lince-model")
                .daemon(true)
                .start(() -> fetch(visualOtherwise));
      }
    }
  }

  private void fetch(boolean visualOtherwise) {
    try {
      useOnceTheStoreAnswers(Embedders.fetch(settings, visualOtherwise, this::fetched));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      synchronized (this) {
        if (closed) {
          return;
        }
      }
      readiness = new Readiness.Failed(String.valueOf(failed.getMessage()));
      onFailure.accept(failed);
    }
  }

  private void fetched(long done, long total) {
    String sentence =
        "The CLIP model is being fetched: %,d of %,d MB."
            .formatted(done / 1_000_000, total / 1_000_000);
    readiness = new Readiness.Preparing(sentence);
    if (System.nanoTime() - logged > LOG_EVERY.toNanos()) {
      logged = System.nanoTime();
      log.info("{}", sentence);
    }
  }

  private void use(Embedder opened) {
    if (own(opened)) {
      begin(opened);
    }
  }

  /** The database may have gone away while the model came; it is waited for. */
  private void useOnceTheStoreAnswers(Embedder opened) throws InterruptedException {
    boolean begun = !own(opened);
    boolean said = false;
    while (!begun) {
      try {
        begin(opened);
        begun = true;
      } catch (StoreException.Unavailable away) {
        String sentence = String.valueOf(away.getMessage());
        readiness = new Readiness.Preparing(sentence);
        if (!said) {
          said = true;
          log.warn("The start waits for the store: {}", sentence);
        }
        Thread.sleep(REST);
      }
    }
  }

  /** Whether there is still something to do for it. */
  private synchronized boolean own(Embedder opened) {
    if (closed) {
      opened.close();
      return false;
    }
    embedder = opened;
    return true;
  }

  private synchronized void begin(Embedder opened) {
    if (closed) {
      return;
    }
    library.startIngest(opened);
    searcher = new Searcher(decoder, opened, store, pool, library::visible);
    readiness = new Readiness.Ready();
    log.info("Searching in the space {}", opened.space().name());
  }

  /** Whether searches can be answered now. */
  public Readiness readiness() {
    return readiness;
  }

  /**
   * Answers queries.
   *
   * @throws NotReady where {@link #readiness} says so
   */
  public Searcher searcher() {
    Searcher ready = searcher;
    if (ready == null) {
      throw new NotReady(
          switch (readiness) {
            case Readiness.Ready() -> "Lince is starting.";
            case Readiness.Preparing(String sentence) -> sentence;
            case Readiness.Failed(String sentence) -> sentence;
          });
    }
    return ready;
  }

  /** The living collection. */
  public Library library() {
    return library;
  }

  /** What is searched. */
  public ImageStore store() {
    return store;
  }

  /** Stops what runs, within seconds, and closes everything. */
  @Override
  public void close() {
    Thread fetch;
    synchronized (this) {
      closed = true;
      fetch = fetching;
    }
    if (fetch != null) {
      stop(fetch);
    }
    library.close();
    pool.close();
    if (embedder != null) {
      embedder.close();
    }
    store.close();
  }

  private static void stop(Thread thread) {
    thread.interrupt();
    try {
      if (!thread.join(STOPS_WITHIN)) {
        log.warn("Fetching the model did not stop within {} s", STOPS_WITHIN.toSeconds());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
