package dev.lince.app.http.search;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.http.Answer;
import dev.lince.app.http.ApiClient;
import dev.lince.app.http.Multipart;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Searches in one library. */
final class SearchClient extends ApiClient {
  private static final String SEARCH = "/api/v1/search";

  SearchClient(LiveServer server) {
    super(server);
  }

  Answer search(String json) {
    return post(SEARCH, json);
  }

  /** Searches with a form that has a picture of the name {@code q}. */
  Answer search(@Nullable String json, byte[] picture) {
    Multipart form = new Multipart();
    if (json != null) {
      form.field("search", json);
    }
    return post(SEARCH, form.untyped("q", "q.jpg", picture));
  }

  /** The ids of what was found, in its order. */
  static List<Integer> ids(JsonNode answer) {
    return answer.get("results").valueStream().map(hit -> hit.get("id").asInt()).toList();
  }
}
