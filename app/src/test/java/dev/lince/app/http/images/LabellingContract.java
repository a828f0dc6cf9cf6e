package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tags and metadata of a picture change, one by one or altogether. */
interface LabellingContract {
  ImagesClient lince();

  @Test
  default void tagsAndMetadataChangeOneByOneOrAltogether() {
    int id = lince().added();

    JsonNode labelled =
        lince().patch(id, "{\"add_tags\":[\"b\",\"a\"],\"metadata\":{\"k\":\"v\",\"l\":\"w\"}}");
    assertThat(labelled.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(labelled.at("/metadata/k").asString()).isEqualTo("v");
    JsonNode changed =
        lince().patch(id, "{\"remove_tags\":[\"a\"],\"metadata\":{\"k\":null,\"l\":\"x\"}}");
    assertThat(changed.get("tags").toString()).isEqualTo("[\"b\"]");
    assertThat(changed.get("metadata").has("k")).isFalse();
    assertThat(changed.at("/metadata/l").asString()).isEqualTo("x");
    assertThat(lince().patch(id, "{\"tags\":[\"c\"]}").get("tags").toString()).isEqualTo("[\"c\"]");
    assertThat(lince().list("tag=c&metadata=l=x").get("images")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tag\":[\"a\"]}",
        "{\"tags\":\"a\"}",
        "{\"tags\":[1]}",
        "{\"tags\":[\"a\"],\"add_tags\":[\"b\"]}",
        "{\"add_tags\":[\"a\"],\"remove_tags\":[\"a\"]}",
        "{\"metadata\":{\"k\":1}}",
        "{\"metadata\":[]}",
        "{\"tags\":[\"\"]}",
        "[]"
      })
  default void aChangeThatMakesNoSenseIsRefused(String json) {
    Answer answer = lince().patch("/api/v1/images/" + lince().added(), json);

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
  }
}
