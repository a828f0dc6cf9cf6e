package dev.lince.search;

import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.ImageDecoder;
import dev.lince.image.Raster;
import dev.lince.search.Stages.Stage;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore;
import dev.lince.store.NearestQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Answers queries. Owns nothing: decoder, embedder, store and pool are closed by who made them. */
public final class Searcher {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SLOW_IMAGE =
      "The search waited %d s for its turn. Try again in a moment.";
  private static final String SLOW_TEXT =
      "The search waited %d s. The first search by words may have to fetch the model's half for"
          + " words, which goes on; try again in a minute.";

  private final ImageDecoder decoder;
  private final Embedder embedder;
  private final ImageStore store;
  private final ComputePool pool;
  private final Supplier<Filter> visible;

  /**
   * @param visible which images of the store may be found at all, asked at each search
   */
  public Searcher(
      ImageDecoder decoder,
      Embedder embedder,
      ImageStore store,
      ComputePool pool,
      Supplier<Filter> visible) {
    this.decoder = decoder;
    this.embedder = embedder;
    this.store = store;
    this.pool = pool;
    this.visible = visible;
  }

  /** Whether {@link #byText} can answer. */
  public boolean knowsWords() {
    return embedder.embedsText();
  }

  /** The name of the space that is searched. */
  public String space() {
    return embedder.space().name();
  }

  /**
   * The pictures most similar to an encoded one.
   *
   * @param k 1 to {@link NearestQuery#MAX_K}
   * @param minSimilarity {@link Double#NEGATIVE_INFINITY} for no cut
   * @throws dev.lince.image.ImageRefused where the bytes are no picture that Lince reads
   * @param stages hears how long it took
   * @throws SearchException where it cannot be done now
   */
  public List<Hit> byImage(byte[] image, int k, double minSimilarity, Stages stages) {
    float[] vector = compute(() -> embed(image, stages), stages, SLOW_IMAGE);
    return nearest(vector, k, minSimilarity, stages);
  }

  /** As {@link #byImage(byte[], int, double, Stages)}, unheard. */
  public List<Hit> byImage(byte[] image, int k, double minSimilarity) {
    return byImage(image, k, minSimilarity, Stages.UNHEARD);
  }

  private float[] embed(byte[] image, Stages stages) {
    Raster raster = stages.time(Stage.DECODE, () -> decoder.decode(image));
    return stages.time(Stage.EMBED, () -> embedder.embedImage(raster));
  }

  /**
   * The pictures that words describe best; as {@link #byImage}.
   *
   * @throws dev.lince.embed.EmbedException.NoText where the embedder knows no words
   */
  public TextHits byText(String text, int k, double minSimilarity, Stages stages) {
    TextEmbedding words =
        compute(() -> stages.time(Stage.EMBED, () -> embedder.embedText(text)), stages, SLOW_TEXT);
    return new TextHits(nearest(words.vector(), k, minSimilarity, stages), words.truncated());
  }

  /** As {@link #byText(String, int, double, Stages)}, unheard. */
  public TextHits byText(String text, int k, double minSimilarity) {
    return byText(text, k, minSimilarity, Stages.UNHEARD);
  }

  private List<Hit> nearest(float[] vector, int k, double minSimilarity, Stages stages) {
    NearestQuery query = new NearestQuery(vector, k, visible.get(), minSimilarity);
    return stages.time(Stage.STORE, () -> store.search(query));
  }

  private <T> T compute(Callable<T> work, Stages stages, String slow) {
    long asked = System.nanoTime();
    Map<String, String> logContext = MDC.getCopyOfContextMap();
    Callable<T> heard =
        () -> {
          stages.ended(Stage.WAIT, asked, System.nanoTime());
          return inLogContext(logContext, work);
        };
    FutureTask<T> task;
    try {
      task = pool.trySearch(heard);
    } catch (RejectedExecutionException closed) {
      throw new SearchException.Stopping();
    }
    if (task == null) {
      throw new SearchException.Overloaded();
    }
    try {
      return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unwrapped(failed);
    } catch (TimeoutException late) {
      task.cancel(false);
      throw new SearchException.Overloaded(slow.formatted(PATIENCE.toSeconds()));
    } catch (CancellationException stopped) {
      throw new SearchException.Stopping();
    } catch (InterruptedException stop) {
      task.cancel(false);
      Thread.currentThread().interrupt();
      throw new SearchException.Stopping();
    }
  }

  /** What is logged on the way says which request it belongs to, whatever thread it runs on. */
  private static <T> T inLogContext(@Nullable Map<String, String> context, Callable<T> work)
      throws Exception {
    if (context == null || context.isEmpty()) {
      return work.call();
    }
    MDC.setContextMap(context);
    try {
      return work.call();
    } finally {
      MDC.clear();
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(failed);
    };
  }
}
