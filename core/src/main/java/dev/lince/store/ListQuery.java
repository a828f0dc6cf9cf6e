package dev.lince.store;

/**
 * A question for images one after another, by their ids, page by page: the next page has the
 * greatest or least id of the one before as its {@code after}, and so nothing of that one, whatever
 * was stored or deleted in between.
 *
 * @param filter which images count
 * @param after the id behind which the page begins, in the order; 0 for the first page
 * @param limit how many images at most, 1 to {@value #MAX_LIMIT}
 */
public record ListQuery(Filter filter, Order order, int after, int limit) {
  /** The largest limit. */
  public static final int MAX_LIMIT = 1000;

  /** In which direction the ids go, which is that in which images came into the library. */
  public enum Order {
    /** From the greatest id downwards. */
    NEWEST,
    /** From the least id upwards. */
    OLDEST
  }

  /** Throws {@link IllegalArgumentException} for a number out of range. */
  public ListQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "The limit is %d; 1 to %d are allowed.".formatted(limit, MAX_LIMIT));
    }
    if (after < 0) {
      throw new IllegalArgumentException(
          "The page is to begin after id %d; 0 and ids are allowed.".formatted(after));
    }
  }

  /** The least id of this page; greater than {@link #greatest} where it is empty. */
  public long least() {
    return order == Order.OLDEST ? after + 1L : 1;
  }

  /** The greatest id of this page. */
  public long greatest() {
    return order == Order.NEWEST && after > 0 ? after - 1L : Integer.MAX_VALUE;
  }
}
