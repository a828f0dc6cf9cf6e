package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class StatusTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @Test
  void saysWhatRunsWithTheMembersThatTheDescriptionPromises() {
    for (String path : List.of("/api/v1/status", "/api/v1/status/")) {
      Answer answer = server.get(path);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Cache-Control")).contains("no-store");
      JsonNode status = answer.json();
      assertThat(status.get("space").stringValue()).isEqualTo("visual");
      assertThat(status.get("reembed").isNull()).isTrue();
      assertThat(names(status)).isEqualTo(required(""));
      assertThat(names(status.get("ingest"))).isEqualTo(required("/properties/ingest"));
    }
  }

  private static Set<String> required(String below) {
    Set<String> names = new TreeSet<>();
    server
        .get("/openapi.json")
        .json()
        .at("/components/schemas/Status" + below + "/required")
        .forEach(name -> names.add(name.stringValue()));
    return names;
  }

  private static Set<String> names(JsonNode node) {
    return new TreeSet<>(node.propertyNames());
  }
}
