package dev.lince.app.engine;

import dev.lince.app.config.Settings;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.image.ImageDecoder;
import dev.lince.library.Library;
import dev.lince.search.Searcher;
import dev.lince.store.ImageStore;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The library as a command has it open, where no server has: it can be changed, and no ingest runs.
 * Safe for use by several threads; whoever opened it closes it.
 */
public final class CommandLibrary implements AutoCloseable {
  private final ComputePool pool;
  private final OpenLibrary open;
  private final String store;

  private CommandLibrary(ComputePool pool, OpenLibrary open, String store) {
    this.store = store;
    this.pool = pool;
    this.open = open;
  }

  /**
   * Opens it.
   *
   * @param embeds whether pictures are to be taken in or searched, which needs the model
   * @throws dev.lince.store.StoreException where the store cannot be opened, or another has it
   * @throws dev.lince.library.LibraryException where the library is of another space or folder
   * @throws dev.lince.embed.EmbedException where the model cannot be had
   */
  public static CommandLibrary open(Settings settings, boolean embeds) {
    ImageDecoder decoder =
        new ImageDecoder(settings.limits(), settings.decode(), settings.decoder());
    ComputePool pool = new ComputePool(settings.threads(), settings.threads());
    OpenLibrary open = null;
    try {
      open = OpenLibrary.open(settings, decoder, pool);
      if (embeds) {
        use(open, Embedders.forCommand(settings, open.library().space()));
      }
      return new CommandLibrary(pool, open, settings.database() == null ? "lucene" : "postgresql");
    } catch (RuntimeException failed) {
      close(pool, open);
      throw failed;
    }
  }

  private static void use(OpenLibrary open, Embedder embedder) {
    try {
      open.useWithoutIngest(embedder);
    } catch (RuntimeException failed) {
      embedder.close();
      throw failed;
    }
  }

  /** Asks the library, or changes it. */
  public <T> T ask(BiFunction<Library, ImageStore, T> question) {
    return question.apply(open.library(), open.store());
  }

  /** Null where it was opened without the model. */
  public @Nullable Searcher searcher() {
    return open.searcher();
  }

  /** What runs. */
  public EngineStatus status() {
    Searcher searcher = open.searcher();
    return new EngineStatus(
        new Readiness.Ready(),
        searcher == null ? null : searcher.space(),
        open.imageCount(),
        store,
        open.library().progress(),
        null,
        null,
        null,
        null,
        open.library().folders());
  }

  @Override
  public void close() {
    close(pool, open);
  }

  private static void close(ComputePool pool, @Nullable OpenLibrary open) {
    pool.close();
    if (open != null) {
      open.close();
    }
  }
}
