package dev.lince.app.http.images;

import dev.lince.app.http.Backend;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.FilterJson;
import dev.lince.app.http.api.JsonFields;
import dev.lince.app.http.search.FoundImages;
import dev.lince.search.Stages;
import dev.lince.store.Filter;
import java.util.List;
import java.util.Optional;

/**
 * Which pictures a change is for: some by id, those that match a filter, or those a search finds.
 */
sealed interface Selection {
  /** Of one call. */
  int MOST = 100_000;

  record ByIds(List<Integer> ids) implements Selection {}

  record ByFilter(Filter filter) implements Selection {}

  record BySearch(JsonFields search) implements Selection {}

  /** Throws {@link Refused} with 422 where it is not one of the three. */
  static Selection of(JsonFields body) {
    JsonFields select =
        body.object("select")
            .orElseThrow(
                () -> new Refused(422, "select is missing; ids, a filter or a search is needed."));
    Optional<List<Integer>> ids = select.integers("ids", MOST);
    Optional<JsonFields> filter = select.object("filter");
    Optional<JsonFields> search = select.object("search");
    select.end();
    int given =
        (ids.isPresent() ? 1 : 0) + (filter.isPresent() ? 1 : 0) + (search.isPresent() ? 1 : 0);
    if (given != 1) {
      throw new Refused(
          422, "select has %d of ids, filter and search; one is needed.".formatted(given));
    }
    if (ids.isPresent()) {
      return new ByIds(ids.get().stream().distinct().toList());
    }
    return filter.isPresent()
        ? new ByFilter(FilterJson.of(filter.get()))
        : new BySearch(search.orElseThrow());
  }

  /**
   * The ids of those that are there.
   *
   * @throws Refused with 422 where they are more than {@value #MOST}
   */
  default List<Integer> ids(VisibleImages images, Backend backend, Stages stages) {
    return switch (this) {
      case ByIds(List<Integer> ids) -> ids.stream().filter(images::has).toList();
      case BySearch(JsonFields search) -> FoundImages.ids(search, backend, stages);
      case ByFilter(Filter filter) -> {
        List<Integer> ids = images.ids(filter, MOST);
        if (ids.size() > MOST) {
          throw new Refused(
              422,
              "The filter matches %,d pictures; one call changes %,d at most."
                  .formatted(images.count(filter), MOST));
        }
        yield ids;
      }
    };
  }
}
