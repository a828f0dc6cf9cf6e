package dev.lince.app.http.images;

import dev.lince.app.http.Backend;
import dev.lince.app.http.Exchange;
import dev.lince.app.http.Ready;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.JsonFields;
import dev.lince.library.Removal;
import dev.lince.store.ImageRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes of many pictures at once, which can be tried without changing anything. */
@RestController
class BulkController {
  private static final int SHOWN = 10;

  private final Backend backend;
  private final LibraryAccess access;
  private final VisibleImages images;

  BulkController(Backend backend, LibraryAccess access, VisibleImages images) {
    this.backend = backend;
    this.access = access;
    this.images = images;
  }

  @PostMapping({"/api/v1/images/label", "/api/v1/images/label/"})
  Map<String, @Nullable Object> label(HttpServletRequest request) throws IOException {
    JsonFields body = JsonFields.of(request);
    Selection selection = Selection.of(body);
    LabelJson labels = LabelJson.of(body);
    boolean dryRun = body.flag("dry_run").orElse(false);
    body.end();
    if (labels.tags().isPresent()) {
      throw body.wrong("tags", "add_tags and remove_tags are allowed for many pictures");
    }
    if (labels.isEmpty()) {
      throw new Refused(422, "Nothing is to change; add_tags, remove_tags or metadata is needed.");
    }
    List<Integer> ids = ids(selection, request);
    List<Map<String, Object>> first = first(ids);
    int changed = dryRun ? 0 : images.label(ids, labels.change());
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("matched", ids.size());
    members.put("changed", changed);
    members.put("dry_run", dryRun);
    members.put("images", first);
    return members;
  }

  @PostMapping({"/api/v1/images/delete", "/api/v1/images/delete/"})
  Map<String, @Nullable Object> delete(HttpServletRequest request) throws IOException {
    JsonFields body = JsonFields.of(request);
    Selection selection = Selection.of(body);
    boolean files = body.flag("file").orElse(false);
    boolean dryRun = body.flag("dry_run").orElse(false);
    body.end();
    List<Integer> ids = ids(selection, request);
    List<Map<String, Object>> first = first(ids);
    Optional<Removal> removal =
        dryRun ? Optional.empty() : access.ask((library, _) -> library.remove(ids, files));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("matched", ids.size());
    members.put("removed", removal.map(Removal::images).orElse(0));
    members.put("files", removal.map(Removal::files).orElse(0));
    members.put("undo", removal.map(Removal::token).orElse(null));
    members.put("dry_run", dryRun);
    members.put("images", first);
    return members;
  }

  private List<Integer> ids(Selection selection, HttpServletRequest request) {
    if (selection instanceof Selection.BySearch) {
      Ready.require(backend);
    }
    return selection.ids(images, backend, Exchange.of(request));
  }

  private List<Map<String, Object>> first(List<Integer> ids) {
    List<ImageRecord> first =
        access.ask(
            (_, store) ->
                ids.stream().limit(SHOWN).flatMap(id -> store.find(id).stream()).toList());
    return first.stream().map(RemovalJson::image).toList();
  }
}
