package dev.lince.app.cli;

import dev.lince.app.cli.Found.Match;
import dev.lince.app.config.DatabaseSettings;
import dev.lince.app.config.Settings;
import dev.lince.app.engine.Embedders;
import dev.lince.app.engine.Stores;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.ImageDecoder;
import dev.lince.library.ImageFolder;
import dev.lince.library.SpaceNote;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore;
import dev.lince.store.NearestQuery;
import java.util.List;
import java.util.Optional;

/** The store that the settings name, opened for reading, with an embedder of its own. */
final class OwnIndex implements Searching {
  private final ImageDecoder decoder;
  private final ImageStore store;
  private final Embedder embedder;
  private final Filter visible;

  private OwnIndex(Settings settings, ImageStore store, Embedder embedder) {
    decoder = new ImageDecoder(settings.limits(), settings.decode(), settings.decoder());
    this.store = store;
    this.embedder = embedder;
    visible = ImageFolder.filter(settings.images());
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
  public Found byImage(byte[] image, int k, double threshold) {
    return new Found(nearest(embedder.embedImage(decoder.decode(image)), k, threshold), false);
  }

  @Override
  public Found byText(String text, int k, double threshold) {
    TextEmbedding words = embedder.embedText(text);
    return new Found(nearest(words.vector(), k, threshold), words.truncated());
  }

  private List<Match> nearest(float[] vector, int k, double threshold) {
    double least = threshold == 0 ? Double.NEGATIVE_INFINITY : threshold;
    return store.search(new NearestQuery(vector, k, visible, least)).stream()
        .map(OwnIndex::match)
        .toList();
  }

  private static Match match(Hit hit) {
    return new Match(hit.image().id(), hit.similarity(), hit.image().path());
  }

  private static CommandFailed noLibrary(Settings settings) {
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
    embedder.close();
    store.close();
  }
}
