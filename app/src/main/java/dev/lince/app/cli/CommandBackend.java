package dev.lince.app.cli;

import dev.lince.app.engine.CommandLibrary;
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
import java.util.List;
import java.util.Optional;

/**
 * What the HTTP side asks, answered by the library that a command has open. Safe for use by several
 * threads.
 */
final class CommandBackend implements Backend {
  private final CommandLibrary library;

  CommandBackend(CommandLibrary library) {
    this.library = library;
  }

  @Override
  public List<Hit> byImage(byte[] image, int k, double minSimilarity, Stages stages) {
    return searcher().byImage(image, k, minSimilarity, stages);
  }

  @Override
  public SearchAnswer search(SearchRequest request, Stages stages) {
    return searcher().search(request, stages);
  }

  private Searcher searcher() {
    Searcher searcher = library.searcher();
    if (searcher == null) {
      throw new SearchException.Overloaded("This command does not search.");
    }
    return searcher;
  }

  @Override
  public Optional<LibraryFile> file(String path) {
    return library.ask((open, _) -> open.file(path));
  }

  @Override
  public boolean storeReachable() {
    try {
      library.ask(
          (_, store) -> {
            store.ping();
            return true;
          });
      return true;
    } catch (StoreException unreachable) {
      return false;
    }
  }

  @Override
  public Status status() {
    return StatusText.of(library.status());
  }

  @Override
  public boolean mayCome() {
    return true;
  }

  @Override
  public Readiness readiness() {
    return new Readiness.Ready();
  }
}
