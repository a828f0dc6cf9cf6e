package dev.lince.library;

import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A store that goes away at random calls and stays away for some more. Half of the calls that fail
 * have had their effect: only the answer was lost.
 */
final class FlakyStore extends ForwardingStore {
  private static final int CALLS_BETWEEN = 40;
  private static final int LONGEST_OUTAGE = 4;

  private final Random random;
  private final Runnable onPing;
  private int failing;
  private int outages;

  /**
   * @param onPing run at each ping
   */
  FlakyStore(ImageStore store, Random random, Runnable onPing) {
    super(store);
    this.random = random;
    this.onPing = onPing;
  }

  synchronized int outages() {
    return outages;
  }

  @Override
  public void ping() {
    onPing.run();
    super.ping();
  }

  @Override
  synchronized <T> T call(Supplier<T> call) {
    if (failing == 0 && random.nextInt(CALLS_BETWEEN) == 0) {
      failing = 1 + random.nextInt(LONGEST_OUTAGE);
      outages++;
    }
    if (failing == 0) {
      return call.get();
    }
    failing--;
    boolean lost = random.nextBoolean() && call.get() != null;
    throw new StoreException.Unavailable(
        lost ? "The test has lost the answer." : "The test has cut the store off.", null);
  }
}
