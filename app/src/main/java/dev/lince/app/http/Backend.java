package dev.lince.app.http;

import dev.lince.embed.EmbedException;
import dev.lince.image.ImageRefused;
import dev.lince.library.LibraryFile;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchException;
import dev.lince.search.SearchRequest;
import dev.lince.search.Stages;
import dev.lince.store.Hit;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that the HTTP side asks of the rest of Lince. Safe for use by several threads at once; every
 * call comes back, or throws, within a time limit of its own. Whoever made it closes it, after the
 * {@link WebServer}.
 */
public interface Backend {

  /**
   * Returns the most similar images first, at most {@code k}, with {@code minSimilarity} ({@link
   * Double#NEGATIVE_INFINITY}: no cut) or more.
   *
   * @param stages hears how long it took
   * @throws ImageRefused where {@code image} is none that Lince reads
   * @throws StoreException where the store cannot answer
   * @throws SearchException where it cannot be done now
   */
  List<Hit> byImage(byte[] image, int k, double minSimilarity, Stages stages);

  /**
   * Answers a composed query.
   *
   * @throws ImageRefused where a picture of the query is none that Lince reads
   * @throws EmbedException.NoText for words, where the embedder knows none
   * @throws StoreException where the store cannot answer
   * @throws SearchException where it cannot be done
   */
  SearchAnswer search(SearchRequest request, Stages stages);

  /**
   * Finds a picture of the library.
   *
   * @param path decoded, NFC, segments separated by {@code /}, no leading slash
   * @return empty for all that is not a picture below an image folder, whatever the path says
   */
  Optional<LibraryFile> file(String path);

  /** Whether the store answers. */
  boolean storeReachable();

  /** What runs now. */
  Status status();

  /**
   * Whether a search that comes now will be taken in, or refused as one too many; says so at once.
   */
  boolean mayCome();

  /** Whether searches can be answered now. */
  Readiness readiness();

  /** Either ready, or the sentence that says what is awaited and when to ask again. */
  sealed interface Readiness {
    /** Searches are answered. */
    record Ready() implements Readiness {}

    /** Searches are not answered yet. */
    record NotYet(String sentence, Duration retryAfter) implements Readiness {}
  }
}
