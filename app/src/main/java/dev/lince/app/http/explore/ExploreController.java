package dev.lince.app.http.explore;

import dev.lince.app.http.Query;
import dev.lince.app.http.api.AddressNumber;
import dev.lince.app.http.api.ImageJson;
import dev.lince.app.http.api.JsonFields;
import dev.lince.store.ImageRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows the range of the library, and what it can be filtered by. */
@RestController
class ExploreController {
  private static final int DEFAULT_COUNT = 60;

  private final Explored explored;

  ExploreController(Explored explored) {
    this.explored = explored;
  }

  @GetMapping({"/api/v1/explore", "/api/v1/explore/"})
  ResponseEntity<Map<String, @Nullable Object>> explore(HttpServletRequest request) {
    int count = count(request.getQueryString());
    Mosaic mosaic = explored.mosaic();
    List<ImageRecord> pictures = explored.pictures(mosaic, Math.max(count, Beginnings.COUNT));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("images", pictures.stream().limit(count).map(ImageJson::of).toList());
    members.put("queries", Beginnings.of(mosaic, pictures));
    return answer(members);
  }

  @GetMapping({"/api/v1/facets", "/api/v1/facets/"})
  ResponseEntity<Facets> facets(HttpServletRequest request) {
    new Query(request.getQueryString()).refuseAllBut(Set.of());
    return answer(explored.facets());
  }

  private static int count(@Nullable String address) {
    Query query = new Query(address);
    query.refuseAllBut(Set.of("count"));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    query.all("count").forEach(value -> body.set("count", AddressNumber.of(value)));
    return JsonFields.of(body, "").integer("count", 1, Mosaic.MOST).orElse(DEFAULT_COUNT);
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
