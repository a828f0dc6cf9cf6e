package dev.lince.app.cli;

import dev.lince.app.engine.Engine;
import dev.lince.app.engine.NotReady;
import dev.lince.app.http.images.LibraryAccess;
import dev.lince.library.Library;
import dev.lince.search.SearchException;
import dev.lince.store.ImageStore;
import java.util.function.BiFunction;

/** The library of the engine, for the HTTP side. Safe for use by several threads. */
record EngineLibrary(Engine engine) implements LibraryAccess {
  @Override
  public <T> T ask(BiFunction<Library, ImageStore, T> question) {
    try {
      return engine.ask(question);
    } catch (NotReady notReady) {
      throw new SearchException.Overloaded(String.valueOf(notReady.getMessage()));
    }
  }
}
