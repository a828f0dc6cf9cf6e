package dev.lince.app.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A call as it is described. */
record Call(Description api, String method, String path, JsonNode operation) {
  /** A value of an example, or of the name where there are several. */
  record Example(String name, JsonNode value) {}

  /** A kind of body, with what it may be and what it is for example. */
  record Content(String type, JsonNode schema, List<Example> examples) {}

  /** Its parameters, which are written out. */
  List<JsonNode> parameters() {
    return operation.path("parameters").valueStream().map(api::follow).toList();
  }

  /** What it takes as a body. */
  List<Content> bodies() {
    return contents(api.follow(operation.path("requestBody")));
  }

  /** Its answers by their status. */
  Map<Integer, JsonNode> answers() {
    Map<Integer, JsonNode> answers = new LinkedHashMap<>();
    operation
        .get("responses")
        .properties()
        .forEach(
            answer -> answers.put(Integer.valueOf(answer.getKey()), api.follow(answer.getValue())));
    return answers;
  }

  /** What an answer may have as its body. */
  List<Content> contents(JsonNode bodyOrAnswer) {
    List<Content> contents = new ArrayList<>();
    for (var content : bodyOrAnswer.path("content").properties()) {
      contents.add(
          new Content(
              content.getKey(), content.getValue().path("schema"), examples(content.getValue())));
    }
    return contents;
  }

  /** The examples of a parameter, or of a kind of body. */
  static List<Example> examples(JsonNode of) {
    List<Example> examples = new ArrayList<>();
    Optional.ofNullable(of.get("example"))
        .ifPresent(value -> examples.add(new Example("example", value)));
    of.path("examples")
        .properties()
        .forEach(one -> examples.add(new Example(one.getKey(), one.getValue().get("value"))));
    return examples;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
