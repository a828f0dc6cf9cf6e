package dev.lince.embed;

/**
 * A computation that can be broken off from another thread while it runs, and be begun again. What
 * a {@link ComputePool} does in bulk gives way so to searches.
 *
 * @param <T> what it computes
 * @param <X> what it may throw
 */
public interface Breakable<T, X extends Exception> {
  /**
   * Computes, from the beginning. Where it was broken off meanwhile it may throw, and does not have
   * to; before the next call comes {@link #mend}.
   */
  T compute() throws X;

  /**
   * Makes the call of {@link #compute} that runs end soon, or the next one, where none runs. Comes
   * from any thread; must return at once.
   */
  void breakOff();

  /** Forgets that it was broken off. Never called while {@link #compute} runs. */
  void mend();
}
