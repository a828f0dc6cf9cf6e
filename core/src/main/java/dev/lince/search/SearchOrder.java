package dev.lince.search;

import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import dev.lince.store.PageEnd;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In which order hits come, and behind which one a page begins. */
public sealed interface SearchOrder {
  /**
   * Most similar first, to a depth of {@link PageEnd#MAX_RANK}.
   *
   * @param after the end of the page before; null for the first one
   */
  record BySimilarity(@Nullable PageEnd after) implements SearchOrder {}

  /**
   * The {@link dev.lince.store.NearestQuery#MAX_K} most similar, newest first by {@link #date}.
   *
   * @param after the end of the page before; null for the first one
   */
  record ByDate(@Nullable DatePlace after) implements SearchOrder {
    static final Comparator<Hit> NEWEST_FIRST =
        Comparator.comparing((Hit hit) -> date(hit.image()))
            .reversed()
            .thenComparingInt(hit -> hit.image().id());

    /** Whether a hit comes behind {@link #after}. */
    boolean admits(Hit hit) {
      return after == null
          || date(hit.image()).isBefore(after.date())
          || (date(hit.image()).equals(after.date()) && hit.image().id() > after.id());
    }
  }

  /** A place in the order of dates: the last hit of a page. */
  record DatePlace(Instant date, int id) {}

  /** When the picture was taken; where that is not known, when it was added. */
  static Instant date(ImageRecord image) {
    return Objects.requireNonNullElse(image.taken(), image.added());
  }
}
