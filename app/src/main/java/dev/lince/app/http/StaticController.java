package dev.lince.app.http;

import dev.lince.library.LibraryFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Serves the pictures of the library, and nothing else that lies beside them. */
@RestController
class StaticController {
  private static final String PREFIX = "/static/";
  private static final Set<String> DOTS = Set.of("", ".", "..");

  private final Backend backend;

  StaticController(Backend backend) {
    this.backend = backend;
  }

  @RequestMapping(
      path = "/static/{*path}",
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void picture(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LibraryFile picture =
        find(libraryPath(request.getRequestURI())).orElseThrow(PictureAnswer::notFound);
    PictureAnswer.send(picture, request, response);
  }

  /** Decodes once, then looks at what came out; the library canonicalises and looks again. */
  private String libraryPath(String uri) {
    if (!uri.startsWith(PREFIX)) {
      throw PictureAnswer.notFound();
    }
    String path =
        Percent.decode(uri.substring(PREFIX.length()))
            .orElseThrow(
                () -> new Refused(400, "The address is not percent-encoded UTF-8 throughout."));
    boolean hasOddSegment = Arrays.stream(path.split("/", -1)).anyMatch(DOTS::contains);
    if (hasOddSegment
        || path.indexOf('\\') >= 0
        || path.chars().anyMatch(Character::isISOControl)) {
      throw PictureAnswer.notFound();
    }
    return Normalizer.normalize(path, Normalizer.Form.NFC);
  }

  private Optional<LibraryFile> find(String path) {
    try {
      return backend.file(path);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
