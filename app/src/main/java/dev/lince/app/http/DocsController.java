package dev.lince.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API's description (OpenAPI 3.1) and two readers of it, with all that they load: nothing comes
 * from another host, and the browser is told to refuse if anything tried.
 */
@RestController
class DocsController {
  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=utf-8");
  private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=utf-8");
  private static final MediaType PAGE = MediaType.parseMediaType("text/html;charset=utf-8");

  private static final String OWN_THINGS_ONLY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String OWN = "/dev/lince/app/http/";

  /** ReDoc's bundle would fetch its maker's logo from the maker's host. */
  private static final String FOREIGN_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";

  private static final String NO_LOGO = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "openapi.json", new Asset(OWN + "openapi.json", MediaType.APPLICATION_JSON),
          "docs.html", new Asset(OWN + "docs.html", PAGE),
          "docs.js", new Asset(OWN + "docs.js", SCRIPT),
          "redoc.html", new Asset(OWN + "redoc.html", PAGE),
          "redoc.js", new Asset(OWN + "redoc.js", SCRIPT),
          "docs.css", new Asset(OWN + "docs.css", STYLE),
          "swagger-ui.css", new Asset(Build.SWAGGER_UI + "/swagger-ui.css", STYLE),
          "swagger-ui-bundle.js", new Asset(Build.SWAGGER_UI + "/swagger-ui-bundle.js", SCRIPT),
          "favicon-32x32.png",
              new Asset(Build.SWAGGER_UI + "/favicon-32x32.png", MediaType.IMAGE_PNG),
          "redoc.standalone.js", new Asset(Build.REDOC + "/bundles/redoc.standalone.js", SCRIPT));

  private final Map<String, byte[]> read = new ConcurrentHashMap<>();
  private final String basePath;

  DocsController(HttpSettings settings) {
    basePath = settings.basePath();
  }

  @GetMapping({"/docs", "/docs/"})
  ResponseEntity<byte[]> docs() {
    return asset("docs.html");
  }

  @GetMapping({"/redoc", "/redoc/"})
  ResponseEntity<byte[]> redoc() {
    return asset("redoc.html");
  }

  @GetMapping({"/openapi.json", "/openapi.json/"})
  ResponseEntity<byte[]> openApi() {
    return asset("openapi.json");
  }

  @GetMapping("/docs/{name}")
  ResponseEntity<byte[]> asset(@PathVariable String name) {
    Asset asset = ASSETS.get(name);
    if (asset == null) {
      throw new Refused(Problems.ofStatus(404));
    }
    return ResponseEntity.ok()
        .contentType(asset.type())
        .cacheControl(CacheControl.noCache())
        .header("Content-Security-Policy", OWN_THINGS_ONLY)
        .eTag("\"" + Build.VERSION + basePath + "\"")
        .body(read.computeIfAbsent(name, _ -> asset.bytes(basePath)));
  }

  private record Asset(String resource, MediaType type) {
    byte[] bytes(String basePath) {
      try (InputStream in = DocsController.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("%s is missing from this build.".formatted(resource));
        }
        byte[] bytes = in.readAllBytes();
        if (resource.startsWith(Build.REDOC)) {
          return withoutForeignLogo(bytes);
        }
        return resource.startsWith(OWN) ? below(basePath, bytes) : bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What names addresses of this server names those that the proxy in front has for them. */
    private static byte[] below(String basePath, byte[] text) {
      return basePath.isEmpty()
          ? text
          : new String(text, StandardCharsets.UTF_8)
              .replace("\"/docs/", "\"" + basePath + "/docs/")
              .replace("\"/openapi.json\"", "\"" + basePath + "/openapi.json\"")
              .replace("\"url\": \"/\"", "\"url\": \"" + basePath + "\"")
              .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withoutForeignLogo(byte[] script) {
      return new String(script, StandardCharsets.UTF_8)
          .replace(FOREIGN_LOGO, NO_LOGO)
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
