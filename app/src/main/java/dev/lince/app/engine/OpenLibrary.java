package dev.lince.app.engine;

import dev.lince.app.config.Settings;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.image.ImageDecoder;
import dev.lince.library.Library;
import dev.lince.search.SampleKeeper;
import dev.lince.search.Searcher;
import dev.lince.store.ImageStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A library that is open in one space: store, ingest, and, once its embedder is there, searches.
 * Safe for use by several threads; whoever opened it closes it.
 */
final class OpenLibrary implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenLibrary.class);

  private final ImageStore store;
  private final Library library;
  private final ImageDecoder decoder;
  private final ComputePool pool;
  private final ImageCount imageCount;
  private final SampleKeeper samples;
  private volatile @Nullable Embedder embedder;
  private volatile @Nullable Searcher searcher;

  private OpenLibrary(ImageStore store, Library library, ImageDecoder decoder, ComputePool pool) {
    this.store = store;
    this.library = library;
    this.decoder = decoder;
    this.pool = pool;
    this.imageCount = new ImageCount(store);
    this.samples = new SampleKeeper(store);
  }

  /**
   * Opens store and library.
   *
   * @throws dev.lince.store.StoreException where the store cannot be opened
   * @throws dev.lince.library.LibraryException where the folders are not the library's
   */
  static OpenLibrary open(Settings settings, ImageDecoder decoder, ComputePool pool) {
    long begun = System.nanoTime();
    ImageStore store = Stores.open(settings);
    log.info(
        "The store was opened in {} ms: {}",
        (System.nanoTime() - begun) / 1_000_000,
        Stores.describe(settings));
    try {
      Library library = new Library(Stores.library(settings), decoder, store, pool);
      return new OpenLibrary(store, library, decoder, pool);
    } catch (RuntimeException failed) {
      store.close();
      throw failed;
    }
  }

  /**
   * Begins the ingest, and to answer searches. Where this fails the embedder stays the caller's,
   * and it may be called again.
   *
   * @throws dev.lince.library.LibraryException where the library is of another space
   * @throws dev.lince.store.StoreException where the store does not answer
   */
  void use(Embedder opened) {
    library.startIngest(opened);
    answerBy(opened);
  }

  /** As {@link #use}, without an ingest: for a command. */
  void useWithoutIngest(Embedder opened) {
    library.use(opened);
    answerBy(opened);
  }

  private void answerBy(Embedder opened) {
    searcher = new Searcher(decoder, opened, store, pool, samples, library::visible);
    embedder = opened;
  }

  ImageStore store() {
    return store;
  }

  Library library() {
    return library;
  }

  /** How many images there were seconds ago; null where the store does not answer. */
  @Nullable Long imageCount() {
    return imageCount.now();
  }

  /** Empty until {@link #use}. */
  Optional<Space> space() {
    return Optional.ofNullable(embedder).map(Embedder::space);
  }

  /** Null until {@link #use}. */
  @Nullable Searcher searcher() {
    return searcher;
  }

  /** Stops the ingest and closes everything, once no call is under way. */
  @Override
  public void close() {
    library.close();
    samples.close();
    Embedder used = embedder;
    if (used != null) {
      used.close();
    }
    store.close();
  }
}
