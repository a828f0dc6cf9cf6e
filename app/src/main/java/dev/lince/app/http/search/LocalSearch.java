package dev.lince.app.http.search;

import dev.lince.app.http.Json;
import dev.lince.app.http.Problem;
import dev.lince.app.http.Problems;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.JsonFields;
import dev.lince.embed.EmbedException;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A search within this process, said and answered as {@code POST /api/v1/search} has it. */
public final class LocalSearch {
  private LocalSearch() {}

  /**
   * Answers a search.
   *
   * @param body the JSON of the search
   * @param pictures that it names
   * @param search what searches; its exceptions are passed on, but for words that nobody embeds
   * @return the JSON of the answer
   * @throws Refused where something is wrong with the search
   */
  public static byte[] answer(
      byte[] body, Map<String, byte[]> pictures, Function<SearchRequest, SearchAnswer> search) {
    SearchRequest request =
        SearchBody.of(JsonFields.parse(body), name -> Optional.ofNullable(pictures.get(name)))
            .request();
    try {
      return Json.MAPPER.writeValueAsBytes(SearchJson.of(request, search.apply(request)));
    } catch (EmbedException.NoText noText) {
      Problem problem = Problems.of(noText);
      throw new Refused(problem);
    }
  }
}
