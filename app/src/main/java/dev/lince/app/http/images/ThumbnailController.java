package dev.lince.app.http.images;

import dev.lince.app.http.PictureAnswer;
import dev.lince.app.http.Query;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.AddressNumber;
import dev.lince.app.http.api.ImageId;
import dev.lince.app.http.api.JsonFields;
import dev.lince.app.thumbnails.Thumbnail;
import dev.lince.app.thumbnails.ThumbnailCache;
import dev.lince.image.ImageRefused;
import dev.lince.image.ThumbnailSize;
import dev.lince.store.ImageRecord;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small versions of the pictures. */
@RestController
class ThumbnailController {
  private static final int DEFAULT_PIXELS = 256;

  /** A picture of an id may be replaced; then old thumbnails go this soon. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final VisibleImages images;
  private final Originals originals;
  private final ThumbnailCache cache;

  ThumbnailController(VisibleImages images, Originals originals, ThumbnailCache cache) {
    this.images = images;
    this.originals = originals;
    this.cache = cache;
  }

  @RequestMapping(
      path = {"/api/v1/images/{id}/thumbnail", "/api/v1/images/{id}/thumbnail/"},
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void thumbnail(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ThumbnailSize size = size(request.getQueryString());
    Thumbnail thumbnail = of(images.find(ImageId.of(id)), size);
    response.setHeader("Content-Security-Policy", PictureAnswer.SANDBOX);
    response.setHeader(
        HttpHeaders.CACHE_CONTROL, CacheControl.maxAge(FRESH).cachePrivate().getHeaderValue());
    if (new ServletWebRequest(request, response).checkNotModified(thumbnail.etag())) {
      return;
    }
    response.setContentType(MediaType.IMAGE_JPEG_VALUE);
    response.setContentLength(thumbnail.jpeg().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(thumbnail.jpeg());
    }
  }

  private Thumbnail of(ImageRecord image, ThumbnailSize size) {
    try {
      return image.isDescribed()
          ? cache.get(image.contentHash(), size, () -> originals.read(image))
          : cache.make(size, () -> originals.read(image));
    } catch (ImageRefused notReadable) {
      throw new Refused(
          404,
          "There is no thumbnail of picture %d. %s"
              .formatted(image.id(), notReadable.getMessage()));
    }
  }

  private static ThumbnailSize size(@Nullable String address) {
    Query query = new Query(address);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (String name : query.names()) {
      query.all(name).forEach(value -> body.set(name, AddressNumber.of(value)));
    }
    JsonFields fields = JsonFields.of(body, "");
    int pixels = fields.integer("size", 1, ThumbnailSize.MOST_PIXELS).orElse(DEFAULT_PIXELS);
    fields.end();
    return ThumbnailSize.atLeast(pixels);
  }
}
