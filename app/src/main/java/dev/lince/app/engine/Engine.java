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
import dev.lince.library.Adoption;
import dev.lince.library.Library;
import dev.lince.library.ReembedProgress;
import dev.lince.library.SpaceNote;
import dev.lince.search.Searcher;
import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code serve} runs. The store and the pictures are there when {@link #open} returns; the
 * embedder may follow, where its model has to be fetched first. Where the library goes over to
 * another space, everything that knows the old one is replaced at once, and a search that was on
 * its way is made again: a vector of one space never meets those of another.
 *
 * <p>Safe for use by several threads; whoever opened it closes it.
 */
public final class Engine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
  private static final Duration REST = Duration.ofSeconds(1);

  /** How long a search waits for the other space to be opened before it is told to come again. */
  private static final Duration SWITCH_PATIENCE = Duration.ofSeconds(10);

  /** A page full of pictures asked for at once is no overload, on a small machine either. */
  private static final int SMALLEST_BURST = 10;

  private static final int BURST_PER_THREAD = 5;

  private final Settings settings;
  private final Hub hub;
  private final ImageDecoder decoder;
  private final ComputePool pool;
  private final Consumer<RuntimeException> onFailure;
  private final ImageCount imageCount = new ImageCount();
  private volatile OpenLibrary open;
  private volatile Readiness readiness = new Readiness.Preparing("Lince is starting.");
  private volatile @Nullable SpaceChange change;
  private volatile Download download = new Download(0, 0);
  private @Nullable Thread opening;
  private @Nullable RequestWatch requests;
  private boolean closed;

  private Engine(
      Settings settings,
      Hub hub,
      ImageDecoder decoder,
      ComputePool pool,
      OpenLibrary open,
      Consumer<RuntimeException> onFailure) {
    this.settings = settings;
    this.hub = hub;
    this.decoder = decoder;
    this.pool = pool;
    this.open = open;
    this.onFailure = onFailure;
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
      OpenLibrary library = OpenLibrary.open(settings, decoder, pool);
      engine = new Engine(settings, hub, decoder, pool, library, onFailure);
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
    switch (plan(open)) {
      case EmbedderPlan.Visual() -> use(new VisualEmbedder());
      case EmbedderPlan.Clip(ModelFolder model) -> use(Embedders.open(model, settings));
      case EmbedderPlan.Fetch() -> {
        readiness = new Readiness.Preparing("Lince asks the model hub for CLIP.");
        inBackground("lince-model", this::fetch);
      }
      case EmbedderPlan.VisualFirst(Optional<ModelFolder> model) -> {
        use(new VisualEmbedder());
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

  private EmbedderPlan plan(OpenLibrary library) {
    return EmbedderPlan.of(
        settings,
        SpaceNote.find(library.store().notes()),
        Adoption.adoptedWithoutSpace(library.store().notes()),
        hub);
  }

  private void use(Embedder opened) {
    Embedder leased = new LeasedEmbedder(opened);
    try {
      begin(open, leased);
    } catch (RuntimeException failed) {
      leased.close();
      throw failed;
    }
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

  private synchronized void inBackground(String name, Step step) {
    if (!closed) {
      opening = Thread.ofPlatform().name(name).daemon(true).start(() -> follow(step));
    }
  }

  /** What is done in the background before searches can be answered. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private void follow(Step step) {
    try {
      step.run();
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

  private void fetch() throws InterruptedException {
    Embedder fetched =
        new LeasedEmbedder(Embedders.fetch(settings, hub, new LoggedDownload(this::fetched)));
    OpenLibrary library = open;
    try {
      onceTheStoreAnswers(
          () -> {
            begin(library, fetched);
            return library;
          });
    } catch (RuntimeException | InterruptedException failed) {
      fetched.close();
      throw failed;
    }
  }

  private void fetched(long done, long total) {
    download = new Download(done, total);
    readiness = new Readiness.Preparing(LoggedDownload.sentence(done, total));
  }

  /** The database may be away just now; it is waited for. */
  private <T> T onceTheStoreAnswers(Supplier<T> call) throws InterruptedException {
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

  /** Does what a request file asks for; false where something else has to end first. */
  private synchronized boolean take(ReembedRequest request, Runnable whenOver) {
    SpaceChange before = change;
    if (closed || open.searcher() == null || (before != null && before.isRunning())) {
      return false;
    }
    // What was read while the work before it came to its end may be its own request.
    if (!Files.exists(ReembedRequest.file(settings))) {
      return false;
    }
    if (request.dropFormer()) {
      log.info(
          open.library().dropFormerSpace()
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

  private synchronized void goOver(SpaceChange.Source source, boolean leaveOut, Runnable whenOver) {
    if (closed) {
      return;
    }
    change =
        SpaceChange.start(
            open.library(),
            source,
            leaveOut,
            new SpaceChange.Followers() {
              @Override
              public void switchedTo(Embedder next) throws InterruptedException {
                reopen(library -> next);
              }

              @Override
              public void switchedByAnother() {
                openWhatAnotherSwitchedTo();
              }

              @Override
              public void over() {
                whenOver.run();
              }
            });
  }

  /** Opens the store again, in the space that it is in now, and lets the old one go. */
  private void reopen(Function<OpenLibrary, Embedder> embedder) throws InterruptedException {
    OpenLibrary before = open;
    OpenLibrary after = onceTheStoreAnswers(() -> OpenLibrary.open(settings, decoder, pool));
    @Nullable Embedder next = null;
    boolean used = false;
    try {
      Embedder opened = embedder.apply(after);
      next = opened;
      onceTheStoreAnswers(
          () -> {
            begin(after, opened);
            return after;
          });
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
      imageCount.forget();
    }
    notifyAll();
  }

  private void openWhatAnotherSwitchedTo() {
    readiness =
        new Readiness.Preparing(
            "The library was switched to another model; Lince opens it with that one.");
    inBackground("lince-reopen", () -> reopen(this::embedderOf));
  }

  private Embedder embedderOf(OpenLibrary library) {
    return new LeasedEmbedder(
        switch (plan(library)) {
          case EmbedderPlan.Visual(), EmbedderPlan.VisualFirst _ -> new VisualEmbedder();
          case EmbedderPlan.Clip(ModelFolder model) -> Embedders.open(model, settings);
          case EmbedderPlan.Fetch() -> Embedders.fetch(settings, hub, (done, total) -> {});
        });
  }

  /** Whether searches can be answered now. */
  public Readiness readiness() {
    return readiness;
  }

  /**
   * Answers a query; where the library goes over to another space meanwhile, once more in that one.
   *
   * @throws NotReady where {@link #readiness} says so
   */
  public <T> T search(Function<Searcher, T> query) {
    OpenLibrary library = open;
    try {
      return query.apply(searcher(library));
    } catch (StoreException.Superseded moved) {
      return query.apply(searcher(another(library)));
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
    SpaceChange running = change;
    Thread reopening = opening;
    if (open == seen
        && (running == null || !running.isRunning())
        && (reopening == null || !reopening.isAlive())) {
      openWhatAnotherSwitchedTo();
    }
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

  /** The living collection. */
  public Library library() {
    return open.library();
  }

  /** What is searched. */
  public ImageStore store() {
    return open.store();
  }

  /** The space that is searched; empty before one is. */
  public Optional<Space> space() {
    return open.space();
  }

  /** How far the model is that is fetched in this run. */
  public Download download() {
    SpaceChange running = change;
    return running != null && running.model() instanceof ModelState.Fetching(long done, long total)
        ? new Download(done, total)
        : download;
  }

  /** How far the library's way into another space is; empty where it is on none. */
  public Optional<ReembedProgress> reembedding() {
    return Optional.ofNullable(change).flatMap(SpaceChange::progress);
  }

  /** Whether a search that came now would be taken in. */
  public boolean hasRoom() {
    return pool.hasRoom();
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
    OpenLibrary library = open;
    Searcher searcher = library.searcher();
    SpaceChange running = change;
    return new EngineStatus(
        readiness,
        searcher == null ? null : searcher.space(),
        imageCount.of(library.store()),
        settings.database() == null ? "lucene" : "postgresql",
        library.library().progress(),
        running == null ? null : running.model(),
        running == null ? null : running.progress().orElse(null),
        running == null ? null : running.failure().orElse(null),
        formerSpace(library));
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
    Thread thread;
    SpaceChange running;
    RequestWatch watch;
    synchronized (this) {
      closed = true;
      thread = opening;
      running = change;
      watch = requests;
    }
    if (watch != null) {
      watch.close();
    }
    if (thread != null) {
      stop(thread);
    }
    if (running != null) {
      running.close();
    }
    open.library().close();
    pool.close();
    open.close();
  }

  private static void stop(Thread thread) {
    thread.interrupt();
    try {
      if (!thread.join(STOPS_WITHIN)) {
        log.warn("{} did not stop within {} s", thread.getName(), STOPS_WITHIN.toSeconds());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
