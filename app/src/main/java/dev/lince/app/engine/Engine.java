package dev.lince.app.engine;

import dev.lince.app.config.EmbedderChoice;
import dev.lince.app.config.Settings;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.clip.ClipEmbedder;
import dev.lince.embed.clip.Hub;
import dev.lince.embed.clip.ModelFolder;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.ImageDecoder;
import dev.lince.library.Library;
import dev.lince.library.ReembedProgress;
import dev.lince.search.Searcher;
import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code serve} runs. The store and the pictures are there when {@link #open} returns; the
 * embedder may follow, where its model has to be fetched first, and the library may go over to
 * another space while it is searched.
 *
 * <p>Safe for use by several threads; whoever opened it closes it.
 */
public final class Engine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** A page full of pictures asked for at once is no overload, on a small machine either. */
  private static final int SMALLEST_BURST = 10;

  private static final int BURST_PER_THREAD = 5;

  private final Settings settings;
  private final Hub hub;
  private final ComputePool pool;
  private final SearchedLibrary searched;
  private final OpeningModel opening;
  private volatile @Nullable SpaceChange change;
  private @Nullable RequestWatch requests;
  private boolean closed;

  private Engine(
      Settings settings,
      Hub hub,
      ComputePool pool,
      SearchedLibrary searched,
      Consumer<RuntimeException> onFailure) {
    this.settings = settings;
    this.hub = hub;
    this.pool = pool;
    this.searched = searched;
    this.opening = new OpeningModel(settings, hub, searched, onFailure);
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
    return open(settings, Embedders.hub(), onFailure);
  }

  static Engine open(Settings settings, Hub hub, Consumer<RuntimeException> onFailure) {
    ImageDecoder decoder =
        new ImageDecoder(settings.limits(), settings.decode(), settings.decoder());
    ComputePool pool = pool(settings.threads());
    Engine engine = null;
    try {
      SearchedLibrary searched =
          new SearchedLibrary(() -> OpenLibrary.open(settings, decoder, pool));
      engine = new Engine(settings, hub, pool, searched, onFailure);
      engine.prepare();
      return engine;
    } catch (RuntimeException failed) {
      if (engine != null) {
        engine.close();
      } else {
        pool.close();
      }
      throw failed;
    }
  }

  private static ComputePool pool(int threads) {
    return new ComputePool(threads, Math.max(SMALLEST_BURST, BURST_PER_THREAD * threads));
  }

  private void prepare() {
    switch (opening.plan(searched.now())) {
      case EmbedderPlan.Visual() -> searched.use(new LeasedEmbedder(new VisualEmbedder()));
      case EmbedderPlan.Clip(ModelFolder model) ->
          searched.use(new LeasedEmbedder(Embedders.open(model, settings)));
      case EmbedderPlan.Fetch() -> opening.fetch();
      case EmbedderPlan.VisualFirst(Optional<ModelFolder> model) -> {
        searched.use(new LeasedEmbedder(new VisualEmbedder()));
        goOverIfItRunsHere(model);
      }
    }
    requests = RequestWatch.start(ReembedRequest.file(settings), this::take);
  }

  private void goOverIfItRunsHere(Optional<ModelFolder> model) {
    Optional<String> whyNotHere = ClipEmbedder.whyNotHere();
    if (whyNotHere.isPresent()) {
      log.warn(
          "Pictures are compared by colour and shape, and words find nothing. {}",
          whyNotHere.get());
      return;
    }
    log.info(
        "Until CLIP is there pictures are compared by colour and shape, and words find nothing");
    goOver(
        progress ->
            model.isPresent()
                ? Embedders.open(model.get(), settings)
                : Embedders.fetch(settings, hub, progress),
        false,
        () -> {});
  }

  /** Does what a request file asks for; false where something else has to end first. */
  private synchronized boolean take(ReembedRequest request, Runnable whenOver) {
    if (closed || searched.now().searcher() == null || isGoingOver()) {
      return false;
    }
    // What was read while the work before it came to its end may be its own request.
    if (!Files.exists(ReembedRequest.file(settings))) {
      return false;
    }
    if (request.dropFormer()) {
      log.info(
          library().dropFormerSpace()
              ? "The vectors of the former space are gone"
              : "There are no vectors of a former space");
      whenOver.run();
      return true;
    }
    EmbedderChoice choice = request.embedder();
    String model = request.model();
    goOver(
        progress ->
            Embedders.asked(settings, choice, model == null ? null : Path.of(model), progress),
        request.leaveOut(),
        whenOver);
    return true;
  }

  private boolean isGoingOver() {
    SpaceChange running = change;
    return running != null && running.isRunning();
  }

  private synchronized void goOver(SpaceChange.Source source, boolean leaveOut, Runnable whenOver) {
    if (closed) {
      return;
    }
    change =
        SpaceChange.start(
            library(),
            source,
            leaveOut,
            new SpaceChange.Followers() {
              @Override
              public void switchedTo(Embedder next) throws InterruptedException {
                searched.reopen(library -> next);
              }

              @Override
              public void switchedByAnother() {
                opening.reopen();
              }

              @Override
              public void over() {
                whenOver.run();
              }
            });
  }

  /** Another process switched the store, unless this one is about to open what it switched to. */
  private synchronized void moved(OpenLibrary seen) {
    if (searched.now() == seen && !isGoingOver() && !opening.isRunning()) {
      opening.reopen();
    }
  }

  /** Whether searches can be answered now. */
  public Readiness readiness() {
    return searched.readiness();
  }

  /**
   * Answers a query; where the library goes over to another space meanwhile, once more in that one.
   *
   * @throws NotReady where {@link #readiness} says so
   */
  public <T> T search(Function<Searcher, T> query) {
    return searched.search(query, this::moved);
  }

  /**
   * Asks the library, or changes it; where it goes over to another space meanwhile, once more in
   * that one.
   */
  public <T> T ask(BiFunction<Library, ImageStore, T> question) {
    return searched.ask(open -> question.apply(open.library(), open.store()), this::moved);
  }

  /** The living collection. */
  public Library library() {
    return searched.now().library();
  }

  /** What is searched. */
  public ImageStore store() {
    return searched.now().store();
  }

  /** The space that is searched; empty before one is. */
  public Optional<Space> space() {
    return searched.now().space();
  }

  /** How far the model is that is fetched in this run. */
  public Download download() {
    SpaceChange running = change;
    return running != null && running.model() instanceof ModelState.Fetching(long done, long total)
        ? new Download(done, total)
        : opening.download();
  }

  /** How far the library's way into another space is; empty where it is on none. */
  public Optional<ReembedProgress> reembedding() {
    return Optional.ofNullable(change).flatMap(SpaceChange::progress);
  }

  /** Whether a search that comes now will be taken in; to be asked once for each. */
  public boolean mayCome() {
    return pool.mayCome();
  }

  /** What the threads that compute have to do. */
  public ComputePool.Load load() {
    return pool.load();
  }

  /**
   * Bytes of a model.
   *
   * @param done that are there
   * @param total that were missing at the start; 0 where none were
   */
  public record Download(long done, long total) {}

  /** What runs now. */
  public EngineStatus status() {
    OpenLibrary library = searched.now();
    Searcher searcher = library.searcher();
    SpaceChange running = change;
    return new EngineStatus(
        readiness(),
        searcher == null ? null : searcher.space(),
        library.imageCount(),
        settings.database() == null ? "lucene" : "postgresql",
        library.library().progress(),
        running == null ? null : running.model(),
        running == null ? null : running.progress().orElse(null),
        running == null ? null : running.failure().orElse(null),
        formerSpace(library),
        library.library().folders());
  }

  private static @Nullable String formerSpace(OpenLibrary library) {
    try {
      return library.library().formerSpace().orElse(null);
    } catch (StoreException away) {
      return null;
    }
  }

  /** Stops what runs, within seconds, and closes everything. */
  @Override
  public void close() {
    SpaceChange running;
    RequestWatch watch;
    synchronized (this) {
      closed = true;
      running = change;
      watch = requests;
    }
    searched.stop();
    if (watch != null) {
      watch.close();
    }
    opening.close();
    if (running != null) {
      running.close();
    }
    library().close();
    pool.close();
    searched.close();
  }
}
