package dev.lince.app.http.images;

import dev.lince.app.http.Backend;
import dev.lince.app.http.HttpSettings;
import dev.lince.app.http.Problem;
import dev.lince.app.http.Problems;
import dev.lince.app.http.Ready;
import dev.lince.app.http.Refused;
import dev.lince.app.http.Upload;
import dev.lince.app.http.UploadBudget;
import dev.lince.app.http.UploadedFile;
import dev.lince.app.http.Uploads;
import dev.lince.app.http.api.ImageJson;
import dev.lince.library.Added;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes new pictures in. */
@RestController
class AdditionController {
  private final Backend backend;
  private final LibraryAccess access;
  private final Uploads uploads;
  private final UploadBudget budget;
  private final String basePath;

  AdditionController(
      Backend backend,
      LibraryAccess access,
      Uploads uploads,
      UploadBudget budget,
      HttpSettings settings) {
    this.backend = backend;
    this.access = access;
    this.uploads = uploads;
    this.budget = budget;
    this.basePath = settings.basePath();
  }

  @PostMapping({"/api/v1/images", "/api/v1/images/"})
  ResponseEntity<Map<String, @Nullable Object>> add(HttpServletRequest request) throws IOException {
    Ready.require(backend);
    if (!Uploads.isMultipart(request)) {
      throw new Refused(415, "Pictures come as multipart/form-data, each in a field file.");
    }
    try (Upload upload = uploads.readMany(request)) {
      AdditionForm form = AdditionForm.of(upload);
      return form.files().size() == 1 ? one(form) : many(form);
    }
  }

  private ResponseEntity<Map<String, @Nullable Object>> one(AdditionForm form) throws IOException {
    Added added = add(form, form.files().getFirst());
    return ResponseEntity.status(status(added))
        .location(URI.create(basePath + "/api/v1/images/" + added.image().id()))
        .body(ImageJson.of(added.image()));
  }

  /** Each has its own outcome; one that is refused is no reason to refuse the others. */
  private ResponseEntity<Map<String, @Nullable Object>> many(AdditionForm form) {
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    for (UploadedFile file : form.files()) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("name", AdditionForm.shownName(file).orElse(null));
      try {
        Added added = add(form, file);
        result.put("status", status(added).value());
        result.put("image", ImageJson.of(added.image()));
      } catch (IOException | RuntimeException failed) {
        Problem problem = Problems.of(failed);
        result.put("status", problem.status());
        result.put("detail", problem.detail());
      }
      results.add(result);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("results", results);
    return ResponseEntity.ok(members);
  }

  private Added add(AdditionForm form, UploadedFile file) throws IOException {
    try (UploadBudget.Share _ = budget.take(file.size())) {
      byte[] bytes = file.content().read();
      return access.ask((library, _) -> library.add(form.picture(file, bytes)));
    }
  }

  private static HttpStatus status(Added added) {
    return switch (added) {
      case Added.Created _ -> HttpStatus.CREATED;
      case Added.Existing _ -> HttpStatus.OK;
    };
  }
}
