package dev.lince.app.http.explore;

import dev.lince.app.http.images.LibraryAccess;
import dev.lince.library.FailedFiles;
import dev.lince.store.ImageRecord;
import java.time.Duration;
import java.util.List;

/** The library as it is explored. Safe for use by several threads. */
final class Explored {
  /** What another server does with the same database is seen after this. */
  private static final Duration OLDEST_MOSAIC = Duration.ofMinutes(10);

  private static final Duration OLDEST_FACETS = Duration.ofMinutes(1);
  private static final Duration OLDEST_FAILURES = Duration.ofMinutes(1);

  /** Some kilobytes each at worst, mostly half of one. */
  static final int MOST_FAILURES = 10_000;

  private final LibraryAccess access;
  private final Kept<Mosaic> mosaic;
  private final Kept<Facets> facets;
  private final Kept<FailedFiles> failures;

  Explored(LibraryAccess access, Writes writes) {
    this.access = access;
    mosaic =
        new Kept<>(
            () -> LibraryState.of(access, writes),
            former -> access.ask((library, store) -> Mosaic.of(library, store, former)),
            OLDEST_MOSAIC,
            System::nanoTime);
    facets =
        new Kept<>(
            () -> LibraryState.of(access, writes),
            _ -> access.ask((library, store) -> FacetCount.of(library.visible(), store)),
            OLDEST_FACETS,
            System::nanoTime);
    failures =
        new Kept<>(
            () -> LibraryState.of(access, writes),
            _ -> access.ask((library, _) -> library.failed(MOST_FAILURES)),
            OLDEST_FAILURES,
            System::nanoTime);
  }

  /** Pictures that are far apart. */
  Mosaic mosaic() {
    return mosaic.get();
  }

  /** The first pictures of a mosaic, as they are now, without those that are not there any more. */
  List<ImageRecord> pictures(Mosaic shown, int count) {
    return access.ask(
        (library, store) ->
            shown.ids().stream()
                .flatMap(id -> store.find(id).stream())
                .filter(library.visible()::matches)
                .limit(count)
                .toList());
  }

  /** What can be filtered by, and how many pictures that leaves. */
  Facets facets() {
    return facets.get();
  }

  /** Files that are no pictures Lince reads, {@value #MOST_FAILURES} of them at most. */
  FailedFiles failures() {
    return failures.get();
  }
}
