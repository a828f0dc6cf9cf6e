package dev.lince.app.engine;

import dev.lince.app.config.DatabaseSettings;
import dev.lince.app.config.Settings;
import dev.lince.library.LibrarySettings;
import dev.lince.library.Vanished;
import dev.lince.store.ImageStore;
import dev.lince.store.lucene.LuceneStore;
import dev.lince.store.pgvector.PgVectorSettings;
import dev.lince.store.pgvector.PgVectorStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which store the settings ask for: a database where one is named, else the index in the data
 * folder.
 */
public final class Stores {
  /** A command is not to hang where {@code serve} may wait. */
  private static final Duration COMMANDS_WAIT = Duration.ofSeconds(2);

  private Stores() {}

  /**
   * Opens the store to be served; whoever calls closes it.
   *
   * @throws dev.lince.store.StoreException where it cannot be opened
   */
  static ImageStore open(Settings settings) {
    DatabaseSettings database = settings.database();
    return database == null
        ? LuceneStore.open(index(settings))
        : PgVectorStore.open(
            new PgVectorSettings(database.url(), database.index(), database.startWait()));
  }

  /**
   * Opens the store for searches only, and makes nothing; whoever calls closes it.
   *
   * @return empty where there is none yet
   * @throws dev.lince.store.StoreException where it cannot be opened
   */
  public static Optional<ImageStore> openExisting(Settings settings) {
    DatabaseSettings database = settings.database();
    if (database != null) {
      return PgVectorStore.openExisting(
              new PgVectorSettings(database.url(), database.index(), COMMANDS_WAIT))
          .map(store -> store);
    }
    return Files.isDirectory(index(settings))
        ? Optional.of(LuceneStore.openReadOnly(index(settings)))
        : Optional.empty();
  }

  /** Which store that is, for people, without a secret. */
  public static String describe(Settings settings) {
    DatabaseSettings database = settings.database();
    return database == null
        ? "the index in " + index(settings)
        : "the database " + database.url().where();
  }

  private static Path index(Settings settings) {
    return settings.data().resolve("index");
  }

  /** A database may have rows of other programs, and other servers with other folders. */
  static LibrarySettings library(Settings settings) {
    DatabaseSettings database = settings.database();
    return new LibrarySettings(
        settings.images(),
        settings.exclude(),
        settings.limits().maxBytes(),
        database == null ? Vanished.LEAVES : Vanished.STAYS,
        database == null ? LibrarySettings.PYTHON_SPACE : database.adoptedSpace(),
        settings.data());
  }
}
