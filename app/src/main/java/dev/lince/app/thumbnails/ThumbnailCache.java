package dev.lince.app.thumbnails;

import dev.lince.image.ImageRefused;
import dev.lince.image.ThumbnailSize;
import dev.lince.image.Thumbnailer;
import dev.lince.search.SearchException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Thumbnails by the content hash of their original: each is made once, however many ask for it at
 * the same time, and kept on disk within a bound.
 *
 * <p>They are made on platform threads of its own, a few at once; a bounded number of further ones
 * waits. The original is read on these threads too, so that waiting ones take no memory. Who asks
 * waits on his own thread, which may be a virtual one.
 *
 * <p>Safe for use by several threads at once. Whoever opened it closes it.
 */
public final class ThumbnailCache implements AutoCloseable {
  /** A few pages full of pictures that nobody has looked at yet. */
  private static final int WAITING = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final ThumbnailFolder folder;
  private final Thumbnailer thumbnailer;
  private final ThreadPoolExecutor makers;
  private final ConcurrentMap<ThumbnailKey, FutureTask<Thumbnail>> underway =
      new ConcurrentHashMap<>();
  private final Thread lookingAround;

  ThumbnailCache(ThumbnailFolder folder, Thumbnailer thumbnailer, int atOnce, int waiting) {
    this.folder = folder;
    this.thumbnailer = thumbnailer;
    makers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("lince-thumbnails-", 1).daemon().factory());
    lookingAround = Thread.ofVirtual().name("lince-thumbnails-found").start(folder::lookAround);
  }

  /**
   * Returns at once; what is in the folder is counted in the background.
   *
   * @param folder made when it is needed; nothing else should write there
   * @param space on disk, in bytes; 0 keeps none
   * @param atOnce how many are made at the same time, at least 1; each needs the memory of a
   *     decoder
   */
  public static ThumbnailCache open(Path folder, long space, Thumbnailer thumbnailer, int atOnce) {
    return new ThumbnailCache(
        new ThumbnailFolder(folder, space, InstantSource.system()), thumbnailer, atOnce, WAITING);
  }

  /**
   * From disk, or else made and kept. An original that has another hash than the one given, since
   * its file has changed, is shown as it is now and not kept.
   *
   * @param contentHash SHA-256 of the original, 64 hexadecimal digits in lower case, or else {@link
   *     IllegalArgumentException}
   * @param original its bytes; asked on another thread, and only where the thumbnail has to be
   *     made. What it throws is thrown to all who wait for this thumbnail
   * @throws ImageRefused where the original is no picture that Lince reads
   * @throws SearchException.Overloaded where too many wait already, or this one waited too long
   * @throws SearchException.Stopping once this is closed
   */
  public Thumbnail get(String contentHash, ThumbnailSize size, Supplier<byte[]> original) {
    ThumbnailKey key = ThumbnailKey.of(contentHash, size);
    byte[] kept = folder.read(key);
    return kept == null ? await(join(key, original)) : Thumbnail.of(kept);
  }

  /**
   * Made and not kept, for originals without a known hash. Otherwise as {@link #get}, with the same
   * bounds.
   */
  public Thumbnail make(ThumbnailSize size, Supplier<byte[]> original) {
    FutureTask<Thumbnail> making =
        new FutureTask<>(() -> Thumbnail.of(thumbnailer.jpeg(original.get(), size)));
    start(making);
    return await(making);
  }

  private FutureTask<Thumbnail> join(ThumbnailKey key, Supplier<byte[]> original) {
    FutureTask<Thumbnail> mine =
        new FutureTask<>(() -> readOrMake(key, original)) {
          @Override
          protected void done() {
            underway.remove(key, this);
          }
        };
    FutureTask<Thumbnail> others = underway.putIfAbsent(key, mine);
    while (others != null && others.isDone()) {
      // Its waiters wake before done() takes it out; what failed then must not fail for later ones.
      underway.remove(key, others);
      others = underway.putIfAbsent(key, mine);
    }
    if (others != null) {
      return others;
    }
    start(mine);
    return mine;
  }

  /** It may have been finished between the look at the disk and the look at what is under way. */
  private Thumbnail readOrMake(ThumbnailKey key, Supplier<byte[]> original) {
    byte[] kept = folder.read(key);
    if (kept != null) {
      return Thumbnail.of(kept);
    }
    byte[] picture = original.get();
    byte[] jpeg = thumbnailer.jpeg(picture, key.size());
    if (Arrays.equals(Sha256.of(picture), HexFormat.of().parseHex(key.hash()))) {
      folder.keep(key, jpeg);
    }
    return Thumbnail.of(jpeg);
  }

  private void start(FutureTask<Thumbnail> making) {
    try {
      makers.execute(making);
    } catch (RejectedExecutionException e) {
      making.cancel(false);
    }
  }

  private Thumbnail await(FutureTask<Thumbnail> making) {
    try {
      return making.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (CancellationException e) {
      throw refusal();
    } catch (TimeoutException e) {
      throw new SearchException.Overloaded(
          "The thumbnail is not ready after %d seconds; ask again in a moment."
              .formatted(PATIENCE.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SearchException.Stopping();
    } catch (ExecutionException e) {
      throw thrown(e);
    }
  }

  private SearchException refusal() {
    return makers.isShutdown()
        ? new SearchException.Stopping()
        : new SearchException.Overloaded(
            "More thumbnails are asked for than Lince makes at once; ask again in a moment.");
  }

  private static RuntimeException thrown(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("A thumbnail cannot be made.", e);
    };
  }

  /** Who still waits is refused. Waits a while for what is being made at this moment. */
  @Override
  public void close() {
    folder.stop();
    for (Runnable waiting : makers.shutdownNow()) {
      if (waiting instanceof FutureTask<?> making) {
        making.cancel(false);
      }
    }
    try {
      boolean finished = makers.awaitTermination(STOPPING.toSeconds(), TimeUnit.SECONDS);
      if (finished) {
        lookingAround.join(STOPPING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
