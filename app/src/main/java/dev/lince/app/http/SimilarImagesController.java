package dev.lince.app.http;

import dev.lince.store.Hit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SimilarImagesController {
  private static final String FIELD = "file";

  private final Backend backend;
  private final HttpSettings settings;
  private final Uploads uploads;
  private final UploadBudget budget;

  SimilarImagesController(
      Backend backend, HttpSettings settings, Uploads uploads, UploadBudget budget) {
    this.backend = backend;
    this.settings = settings;
    this.uploads = uploads;
    this.budget = budget;
  }

  @PostMapping({"/search-similar-images/", "/search-similar-images"})
  ResponseEntity<Results> similarImages(HttpServletRequest request) throws IOException {
    Exchange exchange = Exchange.of(request);
    exchange.searches("image");
    Ready.requireRoom(backend);
    long begun = System.nanoTime();
    var query = new Query(request.getQueryString());
    Cut cut = Cut.of(query, settings.similarityThreshold());
    try (Upload upload = uploads.read(request, FIELD)) {
      List<Violation> violations = new ArrayList<>(query.violations());
      if (!upload.hasPicture()) {
        violations.add(Violation.missing("body", FIELD));
      }
      if (!violations.isEmpty()) {
        throw new Refused(Problem.unprocessable(violations));
      }
      Ready.require(backend);
      List<Hit> hits = search(upload, cut, exchange, begun);
      return ResponseEntity.ok()
          .cacheControl(CacheControl.noStore())
          .header(Exchange.SERVER_TIMING, exchange.found(hits.size()))
          .body(new Results(Result.of(hits)));
    }
  }

  private List<Hit> search(Upload upload, Cut cut, Exchange exchange, long begun)
      throws IOException {
    try (UploadBudget.Share _ = budget.take(upload.size())) {
      byte[] image = upload.bytes();
      exchange.read(begun);
      return backend.byImage(image, cut.k(), cut.minSimilarity(), exchange);
    }
  }

  record Results(List<Result> results) {}
}
