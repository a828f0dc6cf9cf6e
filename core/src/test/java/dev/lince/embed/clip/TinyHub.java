package dev.lince.embed.clip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A hub on this machine that has the tiny model, and sends its image tower only once it is told to:
 * a model that arrives late, for tests of whatever waits for one.
 */
public final class TinyHub implements AutoCloseable {
  private final FakeHub server;
  private final Hub hub;
  private final CountDownLatch mayArrive = new CountDownLatch(1);
  private volatile boolean lost;

  /**
   * @param model the tiny model's folder
   * @param cache an empty folder
   */
  public TinyHub(Path model, Path cache) throws IOException {
    server = new FakeHub(model);
    server.pranks.put(
        ModelFolder.IMAGE_TOWER,
        (exchange, bytes) -> {
          try {
            mayArrive.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
          if (lost) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            FakeHub.send(exchange, bytes);
          }
        });
    hub = server.open(cache, Map.of());
  }

  /** The hub as a start sees it. */
  public Hub hub() {
    return hub;
  }

  /** Lets the image tower through. */
  public void arrive() {
    mayArrive.countDown();
  }

  /** Says that the image tower is nowhere. */
  public void lose() {
    lost = true;
    arrive();
  }

  @Override
  public void close() {
    arrive();
    server.close();
  }
}
