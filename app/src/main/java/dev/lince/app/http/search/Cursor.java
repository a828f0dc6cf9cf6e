package dev.lince.app.http.search;

import dev.lince.app.http.Refused;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchOrder;
import dev.lince.search.SearchOrder.ByDate;
import dev.lince.search.SearchOrder.BySimilarity;
import dev.lince.search.SearchOrder.DatePlace;
import dev.lince.search.SearchRequest;
import dev.lince.store.PageEnd;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where the next page of a search begins, as text that goes into an address: the last hit of the
 * page before, and a hash of query, filter, least similarity and order, so that it is not used with
 * another search.
 *
 * @param hash of the search it belongs to
 * @param order behind which hit the page begins
 */
record Cursor(long hash, SearchOrder order) {
  private static final byte BY_SIMILARITY = 1;
  private static final byte BY_DATE = 2;
  private static final int LONGEST = 1 + Long.BYTES + Double.BYTES + 2 * Integer.BYTES;

  /**
   * Reads one.
   *
   * @throws Refused where it is none
   */
  static Cursor of(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      byte kind = bytes.get();
      long hash = bytes.getLong();
      Cursor cursor = new Cursor(hash, order(kind, bytes));
      if (!bytes.hasRemaining()) {
        return cursor;
      }
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException notOne) {
      // The sentence below says the same of all that is no cursor.
    }
    throw new Refused(
        422,
        "The cursor is not one that Lince gave, or it was cut; it goes in as the answer had it.");
  }

  private static SearchOrder order(byte kind, ByteBuffer bytes) {
    return switch (kind) {
      case BY_SIMILARITY ->
          new BySimilarity(new PageEnd(bytes.getDouble(), bytes.getInt(), bytes.getInt()));
      case BY_DATE ->
          new ByDate(new DatePlace(Instant.ofEpochMilli(bytes.getLong()), bytes.getInt()));
      default -> throw new IllegalArgumentException("There is no such kind of cursor.");
    };
  }

  String text() {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    switch (order) {
      case BySimilarity(PageEnd after) when after != null ->
          bytes
              .put(BY_SIMILARITY)
              .putLong(hash)
              .putDouble(after.similarity())
              .putInt(after.id())
              .putInt(after.rank());
      case ByDate(DatePlace after) when after != null ->
          bytes.put(BY_DATE).putLong(hash).putLong(after.date().toEpochMilli()).putInt(after.id());
      default -> throw new IllegalArgumentException("The first page needs no cursor.");
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
  }

  /** The hash of a search, whichever of its pages is asked for. */
  static long hash(SearchRequest request, SearchAnswer answer) {
    String search =
        String.join(
            "\n",
            answer.query(),
            request.filter().toString(),
            Double.toString(request.minSimilarity()),
            request.order().getClass().getSimpleName(),
            request.except().toString());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(search.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }
}
