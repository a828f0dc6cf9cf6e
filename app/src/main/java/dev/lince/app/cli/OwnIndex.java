package dev.lince.app.cli;

import dev.lince.app.config.DatabaseSettings;
import dev.lince.app.config.Settings;
import dev.lince.app.engine.Embedders;
import dev.lince.app.engine.Stores;
import dev.lince.app.http.search.LocalSearch;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.image.ImageDecoder;
import dev.lince.library.Library;
import dev.lince.library.SpaceNote;
import dev.lince.search.SampleKeeper;
import dev.lince.search.Searcher;
import dev.lince.search.Stages;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The store that the settings name, opened for reading, with an embedder of its own. */
final class OwnIndex implements Searching {
  private final ImageStore store;
  private final Embedder embedder;
  private final ComputePool pool;
  private final SampleKeeper samples;
  private final Searcher searcher;

  private OwnIndex(Settings settings, ImageStore store, Embedder embedder) {
    this.store = store;
    this.embedder = embedder;
    pool = new ComputePool(settings.threads(), settings.threads());
    samples = new SampleKeeper(store);
    Filter visible = Library.visible(store, settings.images());
    searcher =
        new Searcher(
            new ImageDecoder(settings.limits(), settings.decode(), settings.decoder()),
            embedder,
            store,
            pool,
            samples,
            () -> visible);
  }

  /**
   * Opens index and embedder.
   *
   * @throws CommandFailed where there is no library yet
   * @throws dev.lince.library.LibraryException where the library was made with another embedder
   */
  static OwnIndex open(Settings settings) {
    ImageStore store = Stores.openExisting(settings).orElseThrow(() -> noLibrary(settings));
    try {
      Space space = SpaceNote.find(store.notes()).orElseThrow(() -> noLibrary(settings));
      Embedder embedder = Embedders.forCommand(settings, Optional.of(space));
      SpaceNote.claim(store.notes(), embedder.space());
      return new OwnIndex(settings, store, embedder);
    } catch (RuntimeException failed) {
      store.close();
      throw failed;
    }
  }

  @Override
  public byte[] search(Question question) {
    return LocalSearch.answer(
        question.json().getBytes(StandardCharsets.UTF_8),
        question.pictures(),
        request -> searcher.search(request, Stages.UNHEARD));
  }

  static CommandFailed noLibrary(Settings settings) {
    DatabaseSettings database = settings.database();
    return new CommandFailed(
        database == null
            ? "There is no library in %s yet; `lince serve` makes one, --data names another folder."
                .formatted(settings.data())
            : "There is no library in the database %s yet; `lince serve` makes one."
                .formatted(database.url().where()));
  }

  @Override
  public void close() {
    pool.close();
    samples.close();
    embedder.close();
    store.close();
  }
}
