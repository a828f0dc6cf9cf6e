package dev.lince.app.cli;

import dev.lince.app.engine.Engine;
import dev.lince.app.engine.NotReady;
import dev.lince.app.http.Backend;
import dev.lince.app.http.Status;
import dev.lince.library.LibraryFile;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchException;
import dev.lince.search.SearchRequest;
import dev.lince.search.Searcher;
import dev.lince.search.Stages;
import dev.lince.store.Hit;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the HTTP side asks, answered by the engine. Safe for use by several threads. */
final class EngineBackend implements Backend {
  private static final Duration WHILE_PREPARING = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final Engine engine;

  EngineBackend(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Hit> byImage(byte[] image, int k, double minSimilarity, Stages stages) {
    return search(searcher -> searcher.byImage(image, k, minSimilarity, stages));
  }

  @Override
  public SearchAnswer search(SearchRequest request, Stages stages) {
    return search(searcher -> searcher.search(request, stages));
  }

  /** Callers ask for {@link #readiness} first, so it is gone only in between. */
  private <T> T search(Function<Searcher, T> query) {
    try {
      return engine.search(query);
    } catch (NotReady notReady) {
      throw new SearchException.Overloaded(String.valueOf(notReady.getMessage()));
    }
  }

  @Override
  public Optional<LibraryFile> file(String path) {
    return engine.library().file(path);
  }

  @Override
  public boolean storeReachable() {
    try {
      engine.store().ping();
      return true;
    } catch (StoreException unreachable) {
      return false;
    }
  }

  @Override
  public Status status() {
    return StatusText.of(engine.status());
  }

  @Override
  public boolean mayCome() {
    return engine.mayCome();
  }

  @Override
  public Readiness readiness() {
    return switch (engine.readiness()) {
      case dev.lince.app.engine.Readiness.Ready() -> new Readiness.Ready();
      case dev.lince.app.engine.Readiness.Preparing(String sentence) ->
          new Readiness.NotYet(sentence, WHILE_PREPARING);
      case dev.lince.app.engine.Readiness.Failed(String sentence) ->
          new Readiness.NotYet(sentence, AFTER_FAILURE);
    };
  }
}
