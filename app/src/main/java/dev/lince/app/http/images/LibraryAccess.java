package dev.lince.app.http.images;

import dev.lince.library.Library;
import dev.lince.store.ImageStore;
import java.util.function.BiFunction;

/**
 * The way to the library and its store, which others take the place of when the library goes over
 * to another space. Safe for use by several threads at once.
 */
public interface LibraryAccess {
  /**
   * Asks or changes the library; once more where it went over to another space meanwhile.
   *
   * @throws dev.lince.store.StoreException where the store cannot answer
   * @throws dev.lince.library.LibraryException where the library cannot do it
   */
  <T> T ask(BiFunction<Library, ImageStore, T> question);
}
