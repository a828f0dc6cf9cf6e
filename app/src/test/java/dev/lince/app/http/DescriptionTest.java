package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API is one by OpenAPI 3.1, and its examples are what it describes. */
class DescriptionTest {
  private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
  private static final Description API = Description.shipped();

  static List<Call> calls() {
    return API.calls();
  }

  @Test
  void isOneByOpenApi31() {
    assertThat(API.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/info | title |",
        "/info | title | 1",
        "/info | licence | {}",
        "whole | openapi | '3.0.3'",
        "/paths/~1health/get | responses | {}",
        "/paths/~1health/get/responses/200 | description |",
        "/paths/~1health/get | tags | 'service'",
        "/paths/~1health | got | {}",
        "/components/parameters/K | in | 'address'",
        "/components/parameters/K | schema |",
        "/components/parameters/Id | required | false",
        "/components/parameters/K/schema | type | 'number of them'",
        "/components/parameters/K/schema | minimun | 1",
        "/components/schemas/Hit/properties/id | minimum | 'one'",
        "/components/schemas/Hit | required | 'id'",
        "/components/schemas/Filter/properties/and/items | additionalProperty | false",
        "/components/securitySchemes/header | name |",
        "/components | schemes | {}",
      })
  void aDamagedCopyIsNone(String where, String member, @Nullable String json) {
    ObjectNode damaged = API.document().deepCopy();
    ObjectNode at = (ObjectNode) (where.equals("whole") ? damaged : damaged.requiredAt(where));
    if (json == null) {
      assertThat(at.remove(member)).isNotNull();
    } else {
      at.set(member, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    assertThat(new Description(damaged).faults()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void saysEachPlaceholderOfAnAddressOnce(Call call) {
    List<String> described =
        call.parameters().stream()
            .filter(parameter -> parameter.get("in").stringValue().equals("path"))
            .map(parameter -> parameter.get("name").stringValue())
            .toList();

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            IN_PATH
                .matcher(call.path())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
  }

  @Test
  void givesEachCallANameOfItsOwn() {
    assertThat(API.calls())
        .extracting(call -> call.operation().get("operationId").stringValue())
        .doesNotHaveDuplicates();
  }

  @Test
  void declaresTheTagsOfItsCalls() {
    Set<String> declared =
        API.document()
            .get("tags")
            .valueStream()
            .map(tag -> tag.get("name").stringValue())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(API.calls())
        .allSatisfy(
            call -> assertThat(declared).contains(call.operation().at("/tags/0").stringValue()));
  }

  @Test
  void usesAllThatItDefines() {
    Set<String> defined = new TreeSet<>();
    for (String kind : List.of("schemas", "responses", "parameters")) {
      API.document()
          .get("components")
          .get(kind)
          .propertyNames()
          .forEach(name -> defined.add("#/components/" + kind + "/" + name));
    }

    assertThat(new TreeSet<>(API.document().findValuesAsString("$ref"))).isEqualTo(defined);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void saysThatAKeyMayBeWrong(Call call) {
    assertThat(call.answers()).containsKey(401);
    if (!call.operation().path("security").isEmpty()) {
      assertThat(call.answers()).containsKey(403);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void hasAnExampleOfEachBodyAndOfEachAnswerInJson(Call call) {
    assertThat(call.bodies()).allSatisfy(body -> assertThat(body.examples()).isNotEmpty());
    call.answers()
        .values()
        .forEach(
            answer ->
                assertThat(call.contents(answer))
                    .filteredOn(content -> content.type().contains("json"))
                    .allSatisfy(content -> assertThat(content.examples()).isNotEmpty()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void hasOnlyExamplesThatFitTheirSchemas(Call call) {
    List<String> faults = new ArrayList<>();
    Stream.concat(Stream.of(call.bodies()), call.answers().values().stream().map(call::contents))
        .flatMap(List::stream)
        .forEach(content -> check(content.schema(), content.examples(), faults));
    for (JsonNode parameter : call.parameters()) {
      check(parameter.get("schema"), Call.examples(parameter), faults);
    }

    assertThat(faults).isEmpty();
  }

  private static void check(JsonNode schema, List<Call.Example> examples, List<String> faults) {
    for (Call.Example example : examples) {
      API.faults(schema, example.value()).forEach(fault -> faults.add(example.name() + fault));
    }
  }

  @Test
  void anExampleThatDoesNotFitIsFound() {
    JsonNode hit = API.document().at("/components/schemas/Answer");
    JsonNode answer =
        API.document().at("/paths/~1api~1v1~1search/get/responses/200/content/application~1json");
    ObjectNode wrong = (ObjectNode) answer.get("example").deepCopy();
    ((ObjectNode) wrong.at("/results/0")).put("added", "yesterday").remove("thumbnail");

    assertThat(API.faults(hit, wrong)).hasSize(2);
  }
}
