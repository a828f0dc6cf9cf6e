package dev.lince.app.http.search;

import dev.lince.app.http.Backend;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.JsonFields;
import dev.lince.search.QueryPart;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchOrder;
import dev.lince.search.SearchRequest;
import dev.lince.search.Stages;
import dev.lince.store.NearestQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a search finds, for changes of many pictures at once. */
public final class FoundImages {
  private FoundImages() {}

  /**
   * The ids of the results, the most similar first, up to the depth of searches.
   *
   * @param search the JSON of a search, which has to say a least similarity
   * @throws Refused where something is wrong with it
   */
  public static List<Integer> ids(JsonFields search, Backend backend, Stages stages) {
    if (!search.has("min_similarity")) {
      throw new Refused(
          422,
          "%s is missing; without it every picture is a result."
              .formatted(search.name("min_similarity")));
    }
    for (String ofPage : List.of("k", "cursor", "sort")) {
      if (search.has(ofPage)) {
        throw search.wrong(ofPage, "nothing is allowed here, where all results count");
      }
    }
    SearchRequest asked = SearchBody.of(search, _ -> Optional.empty()).request();
    List<Integer> ids = new ArrayList<>();
    List<QueryPart> parts = asked.parts();
    for (SearchOrder order = asked.order(); order != null; ) {
      SearchAnswer page =
          backend.search(
              new SearchRequest(
                  parts,
                  asked.filter(),
                  NearestQuery.MAX_K,
                  asked.minSimilarity(),
                  order,
                  asked.except()),
              stages);
      page.hits().forEach(hit -> ids.add(hit.hit().image().id()));
      parts = List.of(new QueryPart(new QueryPart.Source.Composed(page.query()), 1));
      order = page.next();
    }
    return ids;
  }
}
