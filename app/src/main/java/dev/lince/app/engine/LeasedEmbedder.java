package dev.lince.app.engine;

import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.Raster;
import dev.lince.store.StoreException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * An embedder that may be closed while it is in use: closing waits for the calls that are under
 * way, and later ones are told that the library has moved to another space. Safe for use by several
 * threads.
 */
final class LeasedEmbedder implements Embedder {
  private final Embedder embedder;
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  LeasedEmbedder(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public Space space() {
    return embedder.space();
  }

  @Override
  public float[] embedImage(Raster raster) {
    return using(() -> embedder.embedImage(raster));
  }

  @Override
  public boolean embedsText() {
    return embedder.embedsText();
  }

  @Override
  public TextEmbedding embedText(String text) {
    return using(() -> embedder.embedText(text));
  }

  private <T> T using(Supplier<T> call) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new StoreException.Superseded();
      }
      return call.get();
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        embedder.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
