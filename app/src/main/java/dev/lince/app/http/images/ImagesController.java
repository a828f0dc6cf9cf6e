package dev.lince.app.http.images;

import dev.lince.app.http.PictureAnswer;
import dev.lince.app.http.Query;
import dev.lince.app.http.api.ImageId;
import dev.lince.app.http.api.ImageJson;
import dev.lince.app.http.api.JsonFields;
import dev.lince.library.Removal;
import dev.lince.store.ImageRecord;
import dev.lince.store.ListQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** One picture, and the list of them. */
@RestController
class ImagesController {
  private final LibraryAccess access;
  private final VisibleImages images;
  private final Originals originals;
  private final PlaceTaken place;

  ImagesController(
      LibraryAccess access, VisibleImages images, Originals originals, PlaceTaken place) {
    this.access = access;
    this.images = images;
    this.originals = originals;
    this.place = place;
  }

  @GetMapping({"/api/v1/images", "/api/v1/images/"})
  ResponseEntity<Map<String, @Nullable Object>> list(HttpServletRequest request) {
    ListQuery page = ListPage.of(request.getQueryString());
    List<ImageRecord> found = images.list(page);
    boolean more = found.size() == page.limit() && images.hasMore(page, found.getLast().id());
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("images", found.stream().map(ImageJson::of).toList());
    members.put("cursor", more ? ListPage.cursor(page.order(), found.getLast().id()) : null);
    members.put("total", page.after() == 0 ? images.count(page.filter()) : null);
    return answer(members);
  }

  @GetMapping({"/api/v1/images/{id}", "/api/v1/images/{id}/"})
  ResponseEntity<Map<String, @Nullable Object>> one(
      @PathVariable String id, HttpServletRequest request) {
    new Query(request.getQueryString()).refuseAllBut(Set.of());
    ImageRecord image = images.find(ImageId.of(id));
    Map<String, @Nullable Object> members = ImageJson.of(image);
    place.addTo(members, image);
    return answer(members);
  }

  @PatchMapping({"/api/v1/images/{id}", "/api/v1/images/{id}/"})
  ResponseEntity<Map<String, @Nullable Object>> label(
      @PathVariable String id, HttpServletRequest request) throws IOException {
    ImageRecord image = images.find(ImageId.of(id));
    JsonFields body = JsonFields.of(request);
    LabelJson labels = LabelJson.of(body);
    body.end();
    if (!labels.isEmpty()) {
      images.label(List.of(image.id()), labels.change(image));
    }
    return answer(ImageJson.of(images.find(image.id())));
  }

  @DeleteMapping({"/api/v1/images/{id}", "/api/v1/images/{id}/"})
  ResponseEntity<Map<String, @Nullable Object>> remove(
      @PathVariable String id, HttpServletRequest request) {
    ImageRecord image = images.find(ImageId.of(id));
    boolean file = FileParameter.of(request.getQueryString());
    Removal removal =
        access
            .ask((library, _) -> library.remove(List.of(image.id()), file))
            .orElseThrow(PictureAnswer::notFound);
    return answer(RemovalJson.of(removal, List.of(image)));
  }

  @RequestMapping(
      path = {"/api/v1/images/{id}/file", "/api/v1/images/{id}/file/"},
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void file(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ImageRecord image = images.find(ImageId.of(id));
    PictureAnswer.send(originals.find(image), request, response);
  }

  private static ResponseEntity<Map<String, @Nullable Object>> answer(
      Map<String, @Nullable Object> members) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(members);
  }
}
