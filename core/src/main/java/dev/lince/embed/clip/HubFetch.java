package dev.lince.embed.clip;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings single files into the cache. Of several processes that want the same file one fetches it
 * and the others wait; what a process that died has fetched is taken up by the next. Where there
 * are no locks, or the owner of one does not stir, the file is fetched beside, under a name of its
 * own: that costs a download, and never the file.
 */
final class HubFetch {
  private static final Logger LOG = LoggerFactory.getLogger(HubFetch.class);
  private static final int POLL_MILLIS = 250;

  private final HubClient client;
  private final HubCache cache;
  private final HubSettings settings;
  private final HubPatience patience;

  HubFetch(HubClient client, HubCache cache, HubSettings settings, HubPatience patience) {
    this.client = client;
    this.cache = cache;
    this.settings = settings;
    this.patience = patience;
  }

  /** Returns when {@code file} is in the cache; tells {@code progress} how many bytes are there. */
  void bring(PinnedModel.File file, LongConsumer progress)
      throws IOException, InterruptedException {
    try (HubLock lock = awaitTurn(file, progress)) {
      if (cache.has(file) || cache.takesFromOtherRevision(file)) {
        return;
      }
      Path partial = lock == null ? cache.partialBeside(file) : cache.partial(file);
      try {
        download(file, partial, progress);
      } finally {
        if (lock == null) {
          Files.deleteIfExists(partial);
        }
      }
    }
  }

  private void download(PinnedModel.File file, Path partial, LongConsumer progress)
      throws IOException, InterruptedException {
    if (Files.exists(partial)) {
      LOG.info("Going on with {} at {} MB", file.path(), cache.partialBytes(file) >> 20);
    }
    String etag;
    try (HubDownload download =
        new HubDownload(client, file, partial, settings.stallTimeout(), patience, progress)) {
      etag = download.run();
    } catch (HubDownload.Unwritable e) {
      throw cache.unwritable(e.reason(), e.diskIsFull());
    }
    try {
      cache.install(file, partial, etag);
    } catch (IOException e) {
      if (!cache.has(file)) {
        throw cache.unwritable(e, HubCache.isFull(partial));
      }
    }
  }

  /** The lock, or null where the file has come meanwhile or is to be fetched without one. */
  private @Nullable HubLock awaitTurn(PinnedModel.File file, LongConsumer progress)
      throws IOException, InterruptedException {
    long size = -1;
    long grown = System.nanoTime();
    try {
      while (!cache.has(file)) {
        Optional<HubLock> lock = HubLock.tryTake(cache.lock(file));
        if (lock.isPresent()) {
          return lock.get();
        }
        if (size < 0) {
          LOG.info("Another process fetches {}; waiting for it", file.path());
        }
        long present = cache.partialBytes(file);
        if (present != size) {
          size = present;
          grown = System.nanoTime();
          progress.accept(size);
        } else if (System.nanoTime() - grown > patience.standingLock().toNanos()) {
          LOG.warn(
              "Another process holds {} and fetches nothing; so it is fetched beside", file.path());
          return null;
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      LOG.debug("No lock for {}; it is fetched without one", file.path(), e);
    }
    return null;
  }
}
