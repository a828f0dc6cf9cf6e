package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelUnavailable;
import dev.lince.embed.Embedder;
import dev.lince.embed.ProbeImage;
import dev.lince.embed.Space;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.Raster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Embeds images and words by a CLIP-like model with ONNX Runtime. Owns its sessions, which take
 * about 600 MB outside the heap for the image half of ViT-B/32 and 400 MB for the text half; the
 * latter is opened with the first text. Safe for use by several threads, which share the sessions.
 */
public final class ClipEmbedder implements Embedder {
  private static final String OPENAI = "openai/clip-vit-base-patch32";

  /**
   * Image towers that compute what OpenAI's weights mean, in single precision: Xenova's and
   * Qdrant's exports. Others of the same name do not: immich's has another activation, and
   * quantised ones lose accuracy.
   */
  private static final Set<String> OPENAI_IMAGE_TOWERS =
      Set.of(
          "fd6e1402a588279d1723c7534d4bcba5bc0b14b47dfab0e46f8c47b8270d7d40",
          "c68d3d9a200ddd2a8c8a5510b576d4c94d1ae383bf8b36dd8c084f94e1fb4d63");

  private static final int USUAL_TEXT_LENGTH = 77;
  private static final Duration LONGEST_WAIT_FOR_WORDS = Duration.ofSeconds(20);

  private final ModelFolder folder;
  private final int threads;
  private final JsonFile config;
  private final ImageTower images;
  private final Space space;
  private final ReentrantLock wordsLock = new ReentrantLock();
  private volatile @Nullable Words words;

  private ClipEmbedder(
      ModelFolder folder, int threads, JsonFile config, ImageTower images, Space space) {
    this.folder = folder;
    this.threads = threads;
    this.config = config;
    this.images = images;
    this.space = space;
  }

  /**
   * Why no model can be opened on this machine, as a sentence with what to do; empty where that is
   * not so. The first call loads ONNX Runtime.
   */
  public static Optional<String> whyNotHere() {
    return Sessions.whyNotHere();
  }

  /**
   * Opens the model in {@code folder}; takes a second or two for one of full size. The caller
   * closes the embedder.
   *
   * @param threads how many threads one call computes with, at least 1; the number of cores lets a
   *     lone search use all of them
   * @throws dev.lince.embed.EmbedException if the files are not what they should be
   */
  public static ClipEmbedder open(ModelFolder folder, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "A model cannot compute with %d threads; give it at least 1.".formatted(threads));
    }
    JsonFile config = JsonFile.read(folder.file(ModelFolder.CONFIG));
    PreprocessorConfig preprocessing =
        PreprocessorConfig.read(folder.file(ModelFolder.PREPROCESSOR));
    Path imageTower = folder.file(ModelFolder.IMAGE_TOWER);
    // The hash of 350 MB takes as long as opening them: both at once.
    try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
      Future<String> hash = beside.submit(() -> FileHash.of(imageTower));
      ImageTower images = ImageTower.open(imageTower, preprocessing, threads);
      try {
        Space space = space(config, resultOf(hash), images.embed(ProbeImage.raster()));
        return new ClipEmbedder(folder, threads, config, images, space);
      } catch (RuntimeException e) {
        images.close();
        throw e;
      }
    }
  }

  private static String resultOf(Future<String> hash) {
    try {
      return hash.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailable("The model was not opened: the program is stopping.", e);
    }
  }

  private static Space space(JsonFile config, String hash, float[] probe) {
    String name = spaceName(hash, config.text("_name_or_path").orElse("unnamed"));
    return new Space(name, hash, Preprocessor.VERSION, probe.length, probe);
  }

  /** What people call the space of the image tower with the SHA-256 {@code hash}. */
  static String spaceName(String hash, String nameOrPath) {
    return OPENAI_IMAGE_TOWERS.contains(hash) ? OPENAI : nameOrPath + "@" + hash.substring(0, 8);
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public float[] embedImage(Raster raster) {
    return images.embed(raster);
  }

  @Override
  public boolean embedsText() {
    return folder.knowsWords();
  }

  /**
   * {@inheritDoc} The first call opens the text tower, and where {@link Hub} gave the folder
   * without it, downloads it before.
   *
   * @throws ModelUnavailable if the text tower is missing, or is still on its way after 20 seconds
   */
  @Override
  public TextEmbedding embedText(String text) {
    Words ready = words;
    return (ready == null ? openWords() : ready).embed(text);
  }

  private Words openWords() {
    if (!tryLockWords()) {
      throw new ModelUnavailable(
          "The half of the model that knows words is still being fetched; try again in a minute.",
          null);
    }
    try {
      Words ready = words;
      if (ready == null) {
        ready = Words.open(folder, textLength(), threads);
        words = ready;
      }
      return ready;
    } finally {
      wordsLock.unlock();
    }
  }

  private boolean tryLockWords() {
    try {
      return wordsLock.tryLock(LONGEST_WAIT_FOR_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int textLength() {
    return config
        .root()
        .path("text_config")
        .path("max_position_embeddings")
        .asInt(USUAL_TEXT_LENGTH);
  }

  @Override
  public void close() {
    images.close();
    Words opened = words;
    if (opened != null) {
      opened.tower().close();
    }
  }

  /** Tokenizer and text tower, which are of use only together. */
  private record Words(ClipTokenizer tokenizer, TextTower tower) {
    static Words open(ModelFolder folder, int textLength, int threads) {
      ClipTokenizer tokenizer = ClipTokenizer.open(folder.file(ModelFolder.TOKENIZER), textLength);
      return new Words(tokenizer, TextTower.open(folder.textTower(), threads));
    }

    TextEmbedding embed(String text) {
      ClipTokenizer.Tokens tokens = tokenizer.tokenize(text);
      return new TextEmbedding(tower.embed(tokens.ids()), tokens.truncated());
    }
  }
}
