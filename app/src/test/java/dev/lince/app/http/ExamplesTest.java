package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.app.http.Call.Content;
import dev.lince.app.http.Call.Example;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every example of the description is sent to a whole Lince, and does what the description says:
 * bodies as they stand there, and addresses with each parameter's example, one after the other. Ids
 * and tokens are put in that this library has.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
  private static final Description API = Description.shipped();
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final String KEY = "a-key-that-may-write";

  /** Calls that are not sent, and why. */
  private static final Map<String, String> NOT_SENT =
      Map.of(
          "GET /metrics",
          "this server has no observers; SeenServerTest reads them",
          "GET /api/v1/events",
          "its answer does not end; EventsTest reads it");

  /** What a call needs that may be given in several ways. */
  private static final Map<String, String> NEEDED = Map.of("GET /api/v1/search", "text");

  /** Few of the example pictures say when they were taken. */
  private static final Set<String> MAY_FIND_NOTHING = Set.of("taken_from", "taken_until");

  private LiveServer server;
  private ApiClient lince;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    Path images = folder.resolve("images");
    copyAllButUploads(images);
    for (String name : List.of("notes.jpg", "report.png", "song.webp")) {
      Files.writeString(images.resolve(name), "This is none.");
    }
    server =
        LiveServer.start(
            images,
            folder.resolve("data"),
            Map.of(
                Variable.LINCE_EMBEDDER,
                "clip",
                Variable.LINCE_MODEL,
                TINY.toString(),
                Variable.LINCE_WRITE_KEYS,
                KEY));
    lince = new ApiClient(server).with("Authorization", "Bearer " + KEY);
    lince
        .post(
            "/api/v1/images/label",
            "{\"select\":{\"filter\":{\"folder\":\"cats\"}},\"add_tags\":[\"cat\"],\"metadata\":{\"owner\":\"ana\"}}")
        .ok();
  }

  /** The pictures that an example adds are none of the library's. */
  private void copyAllButUploads(Path images) throws IOException {
    Set<Path> added =
        API
            .document()
            .at("/paths/~1api~1v1~1images/post/requestBody/content/multipart~1form-data/examples")
            .findValues("file")
            .stream()
            .flatMap(JsonNode::valueStream)
            .map(name -> EXAMPLES.resolve(name.stringValue()))
            .collect(Collectors.toSet());
    assertThat(added).hasSize(3);
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!added.contains(file)) {
          Path copy = images.resolve(EXAMPLES.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static List<Call> calls() {
    return API.calls().stream().filter(call -> !NOT_SENT.containsKey(call.toString())).toList();
  }

  @Test
  void leavesOutOnlyCallsThatThereAre() {
    assertThat(API.calls()).extracting(Call::toString).containsAll(NOT_SENT.keySet());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void doesWhatItsDescriptionSays(Call call) {
    Set<Integer> answered = new TreeSet<>();
    if (call.bodies().isEmpty()) {
      answered.add(check(call, "", send(call, address(call, needed(call)))));
    }
    for (Content body : call.bodies()) {
      for (Example example : body.examples()) {
        Answer answer =
            lince.send(
                call.method(),
                address(call, needed(call)),
                BodyPublishers.ofByteArray(bytes(call, body, example)),
                "Content-Type",
                type(body));
        answered.add(check(call, example.name(), answer));
      }
    }
    for (JsonNode parameter : call.parameters()) {
      if (!parameter.get("in").stringValue().equals("path") && call.bodies().isEmpty()) {
        answered.add(checkWith(call, parameter));
      }
    }

    assertThat(answered)
        .isEqualTo(
            call.answers().keySet().stream()
                .filter(status -> status < 400)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Sends the call with that parameter beside what it needs. */
  private int checkWith(Call call, JsonNode parameter) {
    String name = parameter.get("name").stringValue();
    if (parameter.get("in").stringValue().equals("header")) {
      String value = name.equals("If-None-Match") ? etag(call) : example(parameter);
      return check(call, name, send(call, address(call, ""), name, value));
    }
    String query =
        switch (name) {
          case "cursor" -> needed(call) + pair("cursor", member(call, "cursor"));
          case "query" -> pair("query", member(call, "query"));
          default -> needed(call) + pair(parameter);
        };
    return check(call, name, send(call, address(call, query)));
  }

  private int check(Call call, String what, Answer answer) {
    int status = answer.status();
    String as = "%s %s: %d %s".formatted(call, what, status, answer.text());
    assertThat(status).as(as).isLessThan(400);
    assertThat(call.answers()).as(as).containsKey(status);
    JsonNode described = Objects.requireNonNull(call.answers().get(status));
    String type = answer.header("Content-Type").orElse("").replaceFirst(";.*", "");
    List<Content> contents = call.contents(described);
    if (contents.isEmpty()) {
      assertThat(answer.text()).as(as).isEmpty();
    } else {
      assertThat(contents).as(as).extracting(Content::type).contains(type);
    }
    if (type.equals("application/json")) {
      JsonNode body = answer.json();
      assertThat(API.faults(contents.getFirst().schema(), body)).as(as).isEmpty();
      assertFound(body, what, as);
    }
    return status;
  }

  /** An example that finds nothing shows nothing. */
  private static void assertFound(JsonNode answer, String what, String as) {
    for (String list : List.of("results", "images", "failures")) {
      if (answer.path(list).isArray() && !MAY_FIND_NOTHING.contains(what)) {
        assertThat(answer.get(list)).as(as).isNotEmpty();
      }
    }
  }

  private String needed(Call call) {
    String needed = NEEDED.get(call.toString());
    return call.parameters().stream()
        .filter(parameter -> parameter.get("name").stringValue().equals(needed))
        .map(ExamplesTest::pair)
        .collect(Collectors.joining());
  }

  private static String pair(JsonNode parameter) {
    return pair(parameter.get("name").stringValue(), example(parameter));
  }

  private static String pair(String name, String value) {
    return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String example(JsonNode parameter) {
    List<Example> examples = Call.examples(parameter);
    assertThat(examples).as("%s has an example", parameter).hasSize(1);
    JsonNode value = examples.getFirst().value();
    return (value.isArray() ? value.get(0) : value).asString();
  }

  /** A member of the answer to a call, from its first page. */
  private String member(Call call, String member) {
    boolean lists =
        call.parameters().stream()
            .anyMatch(parameter -> parameter.get("name").stringValue().equals("limit"));
    String few = lists ? "limit" : "k";
    return send(call, address(call, needed(call) + pair(few, "1"))).ok().get(member).stringValue();
  }

  private String etag(Call call) {
    return send(call, address(call, "")).header("ETag").orElseThrow();
  }

  private String address(Call call, String query) {
    String path = call.path();
    for (JsonNode parameter : call.parameters()) {
      if (parameter.get("in").stringValue().equals("path")) {
        String name = parameter.get("name").stringValue();
        path =
            path.replace(
                "{" + name + "}",
                switch (name) {
                  case "id" -> Integer.toString(id(call));
                  case "token" -> token();
                  default -> example(parameter);
                });
      }
    }
    return path + query.replaceFirst("&", "?");
  }

  /** One that nothing else needs where the call takes it out. */
  private int id(Call call) {
    boolean goes = call.method().equals("DELETE") || call.path().endsWith("/delete");
    return idBelow(goes ? "tools" : "cats");
  }

  private int idBelow(String folder) {
    return lince.get("/api/v1/images?limit=1&folder=" + folder).ok().at("/images/0/id").intValue();
  }

  private String token() {
    return lince.delete("/api/v1/images/" + idBelow("tools")).ok().get("undo").stringValue();
  }

  private String type(Content body) {
    return body.type().startsWith("multipart/") ? new Multipart().contentType() : body.type();
  }

  private byte[] bytes(Call call, Content body, Example example) {
    JsonNode value = withRealIds(call, example.value().deepCopy());
    return body.type().startsWith("multipart/")
        ? form(API.follow(body.schema()), value)
        : Json.MAPPER.writeValueAsBytes(value);
  }

  private JsonNode withRealIds(Call call, JsonNode value) {
    ExampleIds.replace(value, () -> id(call));
    return value;
  }

  private static byte[] form(JsonNode schema, JsonNode example) {
    Multipart form = new Multipart();
    for (var field : example.properties()) {
      JsonNode kind =
          schema.path("properties").path(field.getKey()).isMissingNode()
              ? schema.get("additionalProperties")
              : schema.get("properties").get(field.getKey());
      boolean picture = kind.findValuesAsString("format").contains("binary");
      if (!picture) {
        JsonNode value = field.getValue();
        form.field(field.getKey(), value.isString() ? value.stringValue() : value.toString());
      } else {
        Stream<JsonNode> names =
            field.getValue().isArray()
                ? field.getValue().valueStream()
                : Stream.of(field.getValue());
        names.forEach(
            name -> form.file(field.getKey(), name.stringValue(), picture(name.stringValue())));
      }
    }
    return form.body();
  }

  private static byte[] picture(String name) {
    try {
      return Files.readAllBytes(EXAMPLES.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Answer send(Call call, String address, String... headers) {
    return lince.send(call.method(), address, BodyPublishers.noBody(), headers);
  }
}
