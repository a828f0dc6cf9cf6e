package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a server sent back. */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
  private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private static final int STATUS_AT = "HTTP/1.1 ".length();

  public Answer {
    var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** Reads the first response of {@code bytes}, whose connection is at its end. */
  static Answer parse(byte[] bytes) {
    int end = indexOf(bytes, BLANK_LINE);
    assertThat(end).as("end of the headers").isPositive();
    List<String> lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).lines().toList();
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(bytes, end + BLANK_LINE.length, bytes.length);
    return new Answer(
        Integer.parseInt(lines.getFirst().substring(STATUS_AT, STATUS_AT + 3)), headers, body);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return Json.MAPPER.readTree(body);
  }

  /** What it says, after asserting that it has this status. */
  public JsonNode json(int expected) {
    assertThat(status).as("status of %s", text()).isEqualTo(expected);
    return json();
  }

  /** What a successful answer says. */
  public JsonNode ok() {
    return json(200);
  }

  /** Asserts that this is a problem document with a sentence, and nothing of how Lince is made. */
  public JsonNode problem(int expected) {
    JsonNode problem = json(expected);
    assertThat(header("Content-Type")).contains("application/problem+json");
    assertThat(problem.get("status").intValue()).isEqualTo(expected);
    assertThat(problem.get("type").stringValue()).isEqualTo("about:blank");
    assertThat(problem.get("title").stringValue()).isNotBlank();
    assertThat(problem.get("detail").isString() || problem.get("detail").isArray()).isTrue();
    assertThat(text()).doesNotContain("Exception", "\tat ", "org.apache", "dev.lince", "<html");
    return problem;
  }

  /** The sentence with which it refuses, after asserting that this is a {@link #problem}. */
  public String refusal(int expected) {
    return problem(expected).get("detail").stringValue();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
