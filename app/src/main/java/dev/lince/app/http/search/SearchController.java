package dev.lince.app.http.search;

import dev.lince.app.http.Backend;
import dev.lince.app.http.Exchange;
import dev.lince.app.http.Ready;
import dev.lince.app.http.Upload;
import dev.lince.app.http.UploadBudget;
import dev.lince.app.http.Uploads;
import dev.lince.app.http.api.ImageId;
import dev.lince.app.http.api.JsonFields;
import dev.lince.search.QueryPart;
import dev.lince.search.QueryPart.Source;
import dev.lince.search.SearchAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@RestController
class SearchController {
  /** The field of a form that holds the JSON. */
  private static final String FIELD = "search";

  private final Backend backend;
  private final Uploads uploads;
  private final UploadBudget budget;

  SearchController(Backend backend, Uploads uploads, UploadBudget budget) {
    this.backend = backend;
    this.uploads = uploads;
    this.budget = budget;
  }

  @GetMapping({"/api/v1/search", "/api/v1/search/"})
  ResponseEntity<Map<String, @Nullable Object>> byAddress(HttpServletRequest request) {
    JsonFields fields = SearchAddress.read(request.getQueryString(), true);
    return answer(request, SearchBody.of(fields, _ -> Optional.empty()));
  }

  @GetMapping({"/api/v1/images/{id}/similar", "/api/v1/images/{id}/similar/"})
  ResponseEntity<Map<String, @Nullable Object>> similar(
      @PathVariable String id, HttpServletRequest request) {
    int known = ImageId.of(id);
    List<QueryPart> itself = List.of(new QueryPart(new Source.Stored(known), 1));
    JsonFields fields = SearchAddress.read(request.getQueryString(), false);
    return answer(request, SearchBody.of(fields, itself, OptionalInt.of(known)));
  }

  @PostMapping({"/api/v1/search", "/api/v1/search/"})
  ResponseEntity<Map<String, @Nullable Object>> byBody(HttpServletRequest request)
      throws IOException {
    Exchange exchange = Exchange.of(request);
    Ready.requireRoom(backend);
    if (!Uploads.isMultipart(request)) {
      return answer(request, SearchBody.of(JsonFields.of(request), _ -> Optional.empty()));
    }
    long begun = System.nanoTime();
    try (Upload upload = uploads.readAll(request);
        UploadBudget.Share _ = budget.take(upload.fileBytes())) {
      JsonFields body = body(upload);
      SearchBody search = SearchBody.of(body, name -> picture(upload, name));
      exchange.read(begun);
      return answer(request, search);
    }
  }

  /** A form without JSON asks for what is like its pictures, all of them together. */
  private static JsonFields body(Upload upload) {
    Optional<String> json = upload.field(FIELD);
    if (json.isPresent()) {
      return JsonFields.parse(json.get().getBytes(StandardCharsets.UTF_8));
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var parts = body.putArray("query");
    upload.files().forEach(name -> parts.addObject().put("image", name));
    return JsonFields.of(body, "");
  }

  private static Optional<byte[]> picture(Upload upload, String name) {
    try {
      return upload.files().contains(name) ? Optional.of(upload.file(name)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ResponseEntity<Map<String, @Nullable Object>> answer(
      HttpServletRequest request, SearchBody search) {
    Exchange exchange = Exchange.of(request);
    exchange.searches(kind(search));
    Ready.require(backend);
    if (search.computes()) {
      Ready.requireRoom(backend);
    }
    SearchAnswer found = backend.search(search.request(), exchange);
    Cursor cursor = search.cursor();
    if (cursor != null && cursor.hash() != Cursor.hash(search.request(), found)) {
      throw SearchBody.foreignCursor();
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(Exchange.SERVER_TIMING, exchange.found(found.hits().size()))
        .body(SearchJson.of(search.request(), found));
  }

  private static String kind(SearchBody search) {
    List<QueryPart> parts = search.request().parts();
    if (parts.size() > 1) {
      return "sum";
    }
    return switch (parts.getFirst().source()) {
      case Source.Image _ -> "image";
      case Source.Words _ -> "text";
      case Source.Stored _ -> "id";
      case Source.Composed _ -> "query";
    };
  }
}
