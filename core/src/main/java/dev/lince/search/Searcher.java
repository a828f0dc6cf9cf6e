package dev.lince.search;

import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.ImageDecoder;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore;
import dev.lince.store.NearestQuery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

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
   * @throws SearchException where it cannot be done now
   */
  public List<Hit> byImage(byte[] image, int k, double minSimilarity) {
    float[] vector = compute(() -> embedder.embedImage(decoder.decode(image)), SLOW_IMAGE);
    return nearest(vector, k, minSimilarity);
  }

  /**
   * The pictures that words describe best; as {@link #byImage}.
   *
   * @throws dev.lince.embed.EmbedException.NoText where the embedder knows no words
   */
  public TextHits byText(String text, int k, double minSimilarity) {
    TextEmbedding words = compute(() -> embedder.embedText(text), SLOW_TEXT);
    return new TextHits(nearest(words.vector(), k, minSimilarity), words.truncated());
  }

  private List<Hit> nearest(float[] vector, int k, double minSimilarity) {
    return store.search(new NearestQuery(vector, k, visible.get(), minSimilarity));
  }

  private <T> T compute(Callable<T> work, String slow) {
    FutureTask<T> task;
    try {
      task = pool.trySearch(work);
    } catch (RejectedExecutionException closed) {
      throw new SearchException.Stopping();
    }
    if (task == null) {
      throw new SearchException.Overloaded(
          "Too many searches are waiting already. Try again in a moment.");
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

  private static RuntimeException unwrapped(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(failed);
    };
  }
}
