package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's cache on this machine, and the hub behind it, for the one model that Lince fetches by
 * itself: Xenova/clip-vit-base-patch32 at a pinned commit, every file by its SHA-256. Shares the
 * cache with other programs in the layout of huggingface_hub. Safe for use by several threads and
 * by several processes on one cache; a file is downloaded by one at a time. An interrupted download
 * stops at once; the next one, of this or another process, goes on where it was.
 */
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final long SPARE_BYTES = 64L << 20;

  private final HubSettings settings;
  private final PinnedModel model;
  private final HubPatience patience;
  private final HubCache cache;
  private final ReentrantLock downloading = new ReentrantLock();

  Hub(HubSettings settings, PinnedModel model, HubPatience patience) {
    this.settings = settings;
    this.model = model;
    this.patience = patience;
    this.cache = new HubCache(settings.cache(), model, !settings.avoidsLinks());
  }

  /**
   * The hub as the standard variables describe it: {@code HF_HOME}, {@code HF_HUB_CACHE}, {@code
   * HUGGINGFACE_HUB_CACHE}, {@code XDG_CACHE_HOME}, {@code HF_ENDPOINT}, {@code HF_TOKEN}, {@code
   * HF_TOKEN_PATH}, {@code HF_HUB_DISABLE_IMPLICIT_TOKEN}, {@code HF_HUB_OFFLINE}, {@code
   * TRANSFORMERS_OFFLINE}, {@code HF_HUB_ETAG_TIMEOUT}, {@code HF_HUB_DOWNLOAD_TIMEOUT}, {@code
   * HF_HUB_DISABLE_SYMLINKS}, and for the way there {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code
   * ALL_PROXY}, {@code NO_PROXY}. Asks nobody.
   *
   * @param env the environment
   * @param home the user's home folder
   * @throws IllegalArgumentException if a variable has a value that cannot be
   */
  public static Hub fromEnvironment(Map<String, String> env, Path home) {
    HubSettings settings = new HubSettings(env, home);
    settings.requireValid();
    return new Hub(settings, PinnedModel.CLIP_VIT_B32, HubPatience.USUAL);
  }

  /**
   * The model, if all files that images need are in the cache in their full size. Never touches the
   * network; the folder fetches its text tower when words first need it.
   */
  public Optional<ModelFolder> cached() {
    return cache.missing(model.essential()).isEmpty() ? Optional.of(folder()) : Optional.empty();
  }

  /** Where the cache has the model's files, or would have them. */
  public Path place() {
    return cache.snapshot();
  }

  /**
   * Fetches what images need and the cache does not have, about 354 MB in all.
   *
   * @throws ModelUnavailable if it cannot be had now; the message says how to bring it by hand
   * @throws ModelBroken if the hub sent another content than the pinned one
   */
  public ModelFolder download(DownloadProgress progress) {
    fetch(model.essential(), progress);
    return folder();
  }

  /**
   * Shell commands that bring the model on a machine that reaches the hub, into a folder {@code
   * clip} that {@link ModelFolder#of} takes.
   */
  public String commandsByHand() {
    return new HubByHand(settings, model).commands();
  }

  private ModelFolder folder() {
    return ModelFolder.of(cache.snapshot(), this::fetchTextTower);
  }

  private void fetchTextTower() {
    LOG.info("Fetching the half of the model that knows words from {}", settings.endpoint());
    fetch(List.of(model.textTower()), (_, _) -> {});
  }

  private void fetch(List<PinnedModel.File> files, DownloadProgress progress) {
    try {
      downloading.lockInterruptibly();
      try {
        fetchMissing(cache.missing(files), progress);
      } finally {
        downloading.unlock();
      }
    } catch (InterruptedException | ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailable("The download of the model was stopped.", e);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw unavailable("The model cannot be fetched: %s.".formatted(reason), e);
    } catch (ModelUnavailable e) {
      throw unavailable(String.valueOf(e.getMessage()), e);
    } catch (ModelBroken e) {
      throw new ModelBroken(e.getMessage() + " " + byHand(), e);
    }
  }

  private void fetchMissing(List<PinnedModel.File> files, DownloadProgress progress)
      throws IOException, InterruptedException {
    if (files.isEmpty()) {
      return;
    }
    Optional<String> offline = settings.offlineBy();
    if (offline.isPresent()) {
      throw new ModelUnavailable(
          "The model is not in %s, and %s forbids to fetch it."
              .formatted(cache.snapshot(), offline.get()),
          null);
    }
    cache.prepare();
    requireSpace(files);
    long total = files.stream().mapToLong(PinnedModel.File::bytes).sum();
    DownloadMeter meter = new DownloadMeter(progress, total);
    try (HubClient client = new HubClient(settings, model)) {
      HubFetch fetch = new HubFetch(client, cache, settings, patience);
      for (PinnedModel.File file : files) {
        fetch.bring(file, meter);
        meter.finish(file);
      }
    }
  }

  private void requireSpace(List<PinnedModel.File> files) throws IOException {
    long bytes = files.stream().mapToLong(it -> it.bytes() - cache.partialBytes(it)).sum();
    long usable = cache.usableSpace();
    if (usable < bytes + SPARE_BYTES) {
      throw new ModelUnavailable(
          "The model needs %d MB in %s, where %d MB are free."
              .formatted((bytes + SPARE_BYTES) >> 20, settings.cache(), usable >> 20),
          null);
    }
  }

  private ModelUnavailable unavailable(String sentence, Throwable cause) {
    return new ModelUnavailable(sentence + " " + byHand(), cause);
  }

  private String byHand() {
    return new HubByHand(settings, model).advice();
  }
}
