package dev.lince.app.http.explore;

import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.ListQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Counts pictures by what can be filtered by. For one thread. */
final class FacetCount {
  /** The newest so many pictures are counted. */
  static final int MOST_PICTURES = 100_000;

  /** Of folders, and of tags, these that have most pictures. */
  static final int MOST_VALUES = 1_000;

  private final Map<String, Integer> folders = new HashMap<>();
  private final Map<String, Integer> tags = new HashMap<>();
  private final Map<String, Integer> types = new HashMap<>();
  private @Nullable Range taken;
  private @Nullable Range added;
  private int images;

  private record Range(Instant from, Instant to) {
    static Range with(@Nullable Range before, Instant date) {
      if (before == null) {
        return new Range(date, date);
      }
      return new Range(
          date.isBefore(before.from()) ? date : before.from(),
          date.isAfter(before.to()) ? date : before.to());
    }

    static Facets.@Nullable Span span(@Nullable Range range) {
      return range == null ? null : new Facets.Span(range.from().toString(), range.to().toString());
    }
  }

  /** Counts these. */
  static Facets of(List<ImageRecord> images) {
    FacetCount count = new FacetCount();
    images.forEach(count::add);
    return count.facets(true);
  }

  /** Counts those of a store. */
  static Facets of(Filter visible, ImageStore store) {
    return of(visible, store, MOST_PICTURES);
  }

  /**
   * As {@link #of(Filter, ImageStore)}.
   *
   * @param most how many pictures are counted, a multiple of the list's limit or less than it
   */
  static Facets of(Filter visible, ImageStore store, int most) {
    FacetCount count = new FacetCount();
    int limit = Math.min(ListQuery.MAX_LIMIT, most);
    int after = 0;
    boolean more = true;
    while (more && count.images < most) {
      List<ImageRecord> page =
          store.list(new ListQuery(visible, ListQuery.Order.NEWEST, after, limit));
      page.forEach(count::add);
      more = page.size() == limit;
      after = page.isEmpty() ? after : page.getLast().id();
    }
    boolean whole =
        !more || store.list(new ListQuery(visible, ListQuery.Order.NEWEST, after, 1)).isEmpty();
    return count.facets(whole);
  }

  private void add(ImageRecord image) {
    images++;
    String path = image.path();
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      folders.merge(path.substring(0, slash), 1, Integer::sum);
    }
    image.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum));
    ImageType type = image.type();
    if (type != null) {
      types.merge(type.mediaType(), 1, Integer::sum);
    }
    Instant when = image.taken();
    if (when != null) {
      taken = Range.with(taken, when);
    }
    if (image.isDescribed()) {
      added = Range.with(added, image.added());
    }
  }

  private Facets facets(boolean whole) {
    return new Facets(
        most(folders, Facets.Folder::new).stream()
            .sorted(Comparator.comparing(Facets.Folder::folder))
            .toList(),
        most(tags, Facets.Tag::new),
        most(types, Facets.Type::new),
        Range.span(taken),
        Range.span(added),
        whole && folders.size() <= MOST_VALUES && tags.size() <= MOST_VALUES);
  }

  private static <T> List<T> most(
      Map<String, Integer> counts, BiFunction<String, Integer, T> value) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_VALUES)
        .map(entry -> value.apply(entry.getKey(), entry.getValue()))
        .toList();
  }
}
