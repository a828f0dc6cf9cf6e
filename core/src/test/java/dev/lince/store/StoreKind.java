package dev.lince.store;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The kind of store that a contract is tested on. A store's tests implement it once, in an
 * interface without state, and mix that into each contract:
 *
 * <pre>{@code
 * @Nested
 * class Paging extends PagingContract implements OnLucene {}
 * }</pre>
 */
public interface StoreKind {
  /** An empty place for the store of one test, which closes it. */
  Place newPlace();

  /** Where the store of one test lies while it is closed and opened again. */
  interface Place extends AutoCloseable {
    /**
     * Opens the store: an empty one at first, later the same one again, which was closed before.
     *
     * @param directory a folder of this test's own, always the same one
     * @param clock says when images are added
     */
    ImageStore open(Path directory, InstantSource clock);

    @Override
    default void close() {}
  }
}
