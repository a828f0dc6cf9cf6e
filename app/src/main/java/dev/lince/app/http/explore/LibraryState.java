package dev.lince.app.http.explore;

import dev.lince.app.http.images.LibraryAccess;
import dev.lince.library.IngestProgress;

/**
 * What differs where the library has changed: by a request to this server, by its ingest, or
 * because it went over to another space. What another server does with the same database is not
 * seen in it.
 *
 * @param library the identity of the open library
 */
record LibraryState(long writes, int library, IngestProgress ingest) {
  static LibraryState of(LibraryAccess access, Writes writes) {
    long count = writes.count();
    return access.ask(
        (library, _) ->
            new LibraryState(count, System.identityHashCode(library), library.progress()));
  }
}
