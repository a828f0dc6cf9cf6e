package dev.lince.app.engine;

import dev.lince.app.config.Settings;
import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.clip.DownloadProgress;
import dev.lince.image.ImageDecoder;
import dev.lince.library.Library;
import dev.lince.library.ReembedProgress;
import dev.lince.library.Reembedding;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What {@code lince reembed} does itself, where no server has the library open. */
public final class CommandChange {
  private static final int NO_SEARCHES = 1;

  private CommandChange() {}

  /**
   * Brings the library into the space that the settings ask for, on the calling thread.
   *
   * @param leaveOut whether pictures that cannot be read leave the library, however many
   * @param download told how far the model's download is
   * @param following handed what says how far the embedding is, before it begins
   * @return how it ended: {@link ReembedProgress.Phase#SWITCHED}, or why not
   * @throws InterruptedException where the thread was interrupted; what is done is kept
   */
  public static ReembedProgress run(
      Settings settings,
      boolean leaveOut,
      DownloadProgress download,
      Consumer<Supplier<ReembedProgress>> following)
      throws InterruptedException {
    ImageDecoder decoder =
        new ImageDecoder(settings.limits(), settings.decode(), settings.decoder());
    try (ComputePool pool = new ComputePool(settings.threads(), NO_SEARCHES);
        OpenLibrary open = OpenLibrary.open(settings, decoder, pool);
        Embedder next =
            new LeasedEmbedder(
                Embedders.asked(settings, settings.embedder(), settings.model(), download))) {
      Library library = open.library();
      if (library.space().filter(next.space()::isSameAs).isPresent()) {
        return ReembedProgress.switched(next.space().name());
      }
      Reembedding run = library.reembedding(next, leaveOut);
      following.accept(run::progress);
      run.run();
      return run.progress();
    }
  }

  /**
   * Drops the vectors of the space before the last switch.
   *
   * @return whether there were any
   */
  public static boolean dropFormer(Settings settings) {
    ImageDecoder decoder =
        new ImageDecoder(settings.limits(), settings.decode(), settings.decoder());
    try (ComputePool pool = new ComputePool(1, NO_SEARCHES);
        OpenLibrary open = OpenLibrary.open(settings, decoder, pool)) {
      return open.library().dropFormerSpace();
    }
  }
}
