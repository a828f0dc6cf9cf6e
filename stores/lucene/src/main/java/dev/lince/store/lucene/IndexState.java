package dev.lince.store.lucene;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.lucene.util.Version;

/**
 * What every commit says of the index as a whole, in Lucene's user data.
 *
 * @param lastId the highest id ever given; 0 before the first
 * @param dimension of the vectors; empty while none was ever stored
 */
record IndexState(int lastId, OptionalInt dimension) {
  static final IndexState EMPTY = new IndexState(0, OptionalInt.empty());

  /** Grows when older programs can no longer read what newer ones write. */
  static final int FORMAT = 1;

  private static final String FORMAT_KEY = "lince.format";
  private static final String LUCENE_KEY = "lince.lucene";
  private static final String LAST_ID_KEY = "lince.lastId";
  private static final String DIMENSION_KEY = "lince.dimension";

  /** The format that user data names; empty where the index is not one of Lince's. */
  static OptionalInt format(Map<String, String> userData) {
    return number(userData, FORMAT_KEY);
  }

  static IndexState read(Map<String, String> userData) {
    return new IndexState(number(userData, LAST_ID_KEY).orElse(0), number(userData, DIMENSION_KEY));
  }

  private static OptionalInt number(Map<String, String> userData, String key) {
    String text = userData.get(key);
    return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  Map<String, String> userData() {
    Map<String, String> userData = new HashMap<>();
    userData.put(FORMAT_KEY, Integer.toString(FORMAT));
    userData.put(LUCENE_KEY, Version.LATEST.toString());
    userData.put(LAST_ID_KEY, Integer.toString(lastId));
    dimension.ifPresent(value -> userData.put(DIMENSION_KEY, Integer.toString(value)));
    return userData;
  }

  IndexState withNextId() {
    return new IndexState(Math.incrementExact(lastId), dimension);
  }

  /** This state, with the ids taken that {@code other} has taken. */
  IndexState after(IndexState other) {
    return new IndexState(Math.max(lastId, other.lastId), dimension);
  }

  IndexState withDimension(int value) {
    return new IndexState(lastId, OptionalInt.of(value));
  }
}
