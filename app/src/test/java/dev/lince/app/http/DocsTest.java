package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.keys.KeyRoom;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KeyFile;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.databind.JsonNode;

class DocsTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private static final Room KEYS =
      KeyRoom.of(new AccessKeys(List.of(), new KeyFile(Path.of("no keys.json"))), false);

  @RegisterExtension static final RunningServer server = new RunningServer(KEYS);

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/", "/redoc", "/redoc/"})
  void bringsEverythingThatAPageLoads(String path) {
    Answer page = server.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
    List<String> references =
        REFERENCE.matcher(page.text()).results().map(match -> match.group(1)).toList();
    assertThat(references)
        .hasSizeGreaterThan(2)
        .allMatch(reference -> reference.startsWith("/docs/"));
    for (String reference : references) {
      Answer asset = server.get(reference);
      assertThat(asset.status()).as(reference).isEqualTo(200);
      assertThat(asset.body()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc"})
  void tellsTheBrowserToLoadNothingFromElsewhere(String path) {
    assertThat(server.get(path).header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'")
        .doesNotContain("http:", "https:", "*");
  }

  @Test
  void servesScriptsAndStylesAsSuch() {
    assertThat(server.get("/docs/docs.js").header("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(server.get("/docs/docs.css").header("Content-Type").orElseThrow())
        .startsWith("text/css");
  }

  @Test
  void asksNobodyForALogo() {
    assertThat(server.get("/docs/redoc.standalone.js").text()).doesNotContain("cdn.redoc.ly");
  }

  @Test
  void describesTheApiInOpenApi31() {
    JsonNode api = server.get("/openapi.json").json();

    assertThat(api.get("openapi").stringValue()).startsWith("3.1");
    assertThat(api.at("/info/title").stringValue()).isEqualTo("Lince");
    assertThat(api.at("/info/version").stringValue()).isEqualTo(Build.VERSION).matches("\\d.*");
    assertThat(api.get("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/health",
            "/metrics",
            "/search-similar-images/",
            "/static/{path}",
            "/api/v1/search",
            "/api/v1/images",
            "/api/v1/images/{id}",
            "/api/v1/images/{id}/file",
            "/api/v1/images/{id}/thumbnail",
            "/api/v1/images/{id}/similar",
            "/api/v1/images/label",
            "/api/v1/images/delete",
            "/api/v1/trash",
            "/api/v1/trash/{token}",
            "/api/v1/trash/{token}/restore",
            "/api/v1/session",
            "/api/v1/status",
            "/api/v1/events",
            "/api/v1/explore",
            "/api/v1/facets",
            "/api/v1/failures");
  }

  @Test
  void describesEveryCallOfEveryController() {
    Set<String> described = new TreeSet<>();
    for (var path : server.get("/openapi.json").json().get("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + withoutSlash(path.getKey()));
      }
    }

    assertThat(described).isEqualTo(mapped());
  }

  /** Of every controller but those that serve the description itself and the page. */
  private static Set<String> mapped() {
    Set<String> calls = new TreeSet<>();
    for (Class<?> controller : controllers()) {
      for (Method method : controller.getDeclaredMethods()) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping != null && !isForPeople(controller)) {
          for (RequestMethod verb : mapping.method()) {
            for (String path : mapping.path()) {
              calls.add(verb + " " + withoutSlash(path.replace("{*", "{")));
            }
          }
        }
      }
    }
    return calls;
  }

  private static boolean isForPeople(Class<?> controller) {
    return controller == DocsController.class || controller.getPackageName().endsWith(".http.page");
  }

  private static List<Class<?>> controllers() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    List<Class<?>> controllers = new ArrayList<>();
    for (var controller : scanner.findCandidateComponents("dev.lince.app")) {
      String name = Objects.requireNonNull(controller.getBeanClassName());
      controllers.add(ClassUtils.resolveClassName(name, null));
    }
    assertThat(controllers).hasSizeGreaterThan(9);
    return controllers;
  }

  private static String withoutSlash(String path) {
    return path.replaceFirst("/$", "");
  }

  @Test
  void refersOnlyToWhatItDescribes() {
    JsonNode api = server.get("/openapi.json").json();

    assertThat(references(api)).isNotEmpty();
    for (String reference : references(api)) {
      assertThat(api.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void answersAsItDescribes() {
    JsonNode schemas = server.get("/openapi.json").json().at("/components/schemas");
    server.album().put("imagen1.jpg", Album.JPEG);

    assertMembers(schemas.get("Health"), server.get("/health").json());
    JsonNode similar = server.search("/search-similar-images/", Album.JPEG).json();
    assertMembers(schemas.get("SearchResults"), similar);
    assertMembers(schemas.get("Result"), similar.at("/results/0"));
    JsonNode answer = server.get("/api/v1/search?text=x").json();
    assertMembers(schemas.get("Answer"), answer);
    assertMembers(schemas.get("Hit"), answer.at("/results/0"));
    assertMembers(schemas.get("Problem"), server.get("/nowhere").json());
    JsonNode fields = server.get("/openapi.json").json().at("/components/schemas/FieldProblem");
    assertMembers(
        fields, server.search("/search-similar-images/?k=0", Album.JPEG).json().at("/detail/0"));
  }

  @Test
  void givesExamplesAndErrorsForEveryCall() {
    JsonNode api = server.get("/openapi.json").json();

    for (JsonNode path : api.get("paths")) {
      for (JsonNode call : path) {
        assertThat(call.get("responses").size()).isGreaterThan(1);
      }
    }
    assertThat(api.at("/paths/~1search-similar-images~1/post/responses").propertyNames())
        .contains("200", "400", "403", "413", "422", "503");
    assertThat(
            api.at(
                    "/paths/~1search-similar-images~1/post/responses/200/content/application~1json/example/results")
                .size())
        .isPositive();
  }

  private static void assertMembers(JsonNode schema, JsonNode value) {
    Set<String> required = new TreeSet<>();
    schema.get("required").forEach(name -> required.add(name.stringValue()));
    assertThat(new TreeSet<>(value.propertyNames())).isEqualTo(required);
  }

  private static List<String> references(JsonNode node) {
    return node.findValuesAsString("$ref");
  }
}
