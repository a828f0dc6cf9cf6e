package dev.lince.app.http.images;

import dev.lince.app.http.PictureAnswer;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.LabelChange;
import dev.lince.store.ListQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The pictures of the configured folders. Safe for use by several threads. */
final class VisibleImages {
  private final LibraryAccess access;

  VisibleImages(LibraryAccess access) {
    this.access = access;
  }

  /** Throws {@link dev.lince.app.http.Refused} with 404 where there is none. */
  ImageRecord find(int id) {
    return access
        .ask((library, store) -> store.find(id).filter(library.visible()::matches))
        .orElseThrow(PictureAnswer::notFound);
  }

  /** Whether there is one of that id. */
  boolean has(int id) {
    return access
        .ask((library, store) -> store.find(id).filter(library.visible()::matches))
        .isPresent();
  }

  /** Those of a page, which asks for all the store has. */
  List<ImageRecord> list(ListQuery page) {
    return access.ask(
        (library, store) ->
            store.list(
                new ListQuery(
                    and(library.visible(), page.filter()),
                    page.order(),
                    page.after(),
                    page.limit())));
  }

  /** Whether any come behind the picture of that id, which is the last of a page. */
  boolean hasMore(ListQuery page, int last) {
    return !list(new ListQuery(page.filter(), page.order(), last, 1)).isEmpty();
  }

  long count(Filter filter) {
    return access.ask((library, store) -> store.count(and(library.visible(), filter)));
  }

  /** The ids of those that match, the oldest first, up to one more than {@code most}. */
  List<Integer> ids(Filter filter, int most) {
    List<Integer> ids = new ArrayList<>();
    int after = 0;
    while (ids.size() <= most) {
      int limit = Math.min(ListQuery.MAX_LIMIT, most + 1 - ids.size());
      List<ImageRecord> page = list(new ListQuery(filter, ListQuery.Order.OLDEST, after, limit));
      page.forEach(image -> ids.add(image.id()));
      if (page.size() < limit) {
        break;
      }
      after = ids.getLast();
    }
    return ids;
  }

  /** How many were there and have the labels now. */
  int label(Collection<Integer> ids, LabelChange change) {
    return access.ask((_, store) -> label(store, List.copyOf(ids), change));
  }

  private static int label(ImageStore store, List<Integer> ids, LabelChange change) {
    int changed = 0;
    for (int from = 0; from < ids.size(); from += ListQuery.MAX_LIMIT) {
      int until = Math.min(ids.size(), from + ListQuery.MAX_LIMIT);
      changed += store.label(ids.subList(from, until), change);
    }
    return changed;
  }

  private static Filter and(Filter visible, Filter asked) {
    return new Filter.And(List.of(visible, asked));
  }
}
