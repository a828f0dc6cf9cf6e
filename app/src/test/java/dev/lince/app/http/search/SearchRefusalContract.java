package dev.lince.app.http.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search that makes no sense is refused with a sentence that says why. */
interface SearchRefusalContract {
  SearchClient lince();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | The body is []; an object is allowed",
        "{\"query\":[]} | query is missing",
        "{\"query\":[{\"text\":\"a\",\"id\":1}]} | query[0] has 2 of text, id, image and query",
        "{\"query\":[{\"weight\":1}]} | query[0] has 0 of text",
        "{\"query\":[{\"text\":\"a\",\"weight\":1000}]} | query[0].weight is 1000; a number from -100.0 to 100.0",
        "{\"query\":[{\"text\":\"a\",\"wieght\":1}]} | query[0].wieght is not known",
        "{\"query\":[{\"text\":\"a\",\"region\":{\"x\":0.5}}]} | only an image may have one",
        "{\"query\":[{\"image\":\"q\"}]} | the name of a file in the same multipart form",
        "{\"query\":[{\"text\":\"a\"}],\"k\":0} | k is 0; a whole number from 1 to 1000",
        "{\"query\":[{\"text\":\"a\"}],\"min_similarity\":2} | min_similarity is 2",
        "{\"query\":[{\"text\":\"a\"}],\"sort\":\"name\"} | similarity or date is allowed",
        "{\"query\":[{\"text\":\"a\"}],\"filter\":{\"color\":1}} | filter.color is not known",
        "{\"query\":[{\"text\":\"a\"}],\"filter\":{\"taken\":{\"from\":\"soon\"}}} | filter.taken.from is",
        "{\"query\":[{\"text\":\"a\"}],\"filter\":{\"type\":\"svg\"}} | filter.type is",
        "{\"query\":\"AQID\"} | token is not one",
        "{\"query\":[{\"text\":\"a\"}],\"threshold\":1} | threshold is not known",
      })
  default void saysInASentenceWhatIsWrongWithABody(String json, String sentence) {
    assertThat(lince().search(json).refusal(422)).contains(sentence);
  }

  @Test
  default void brokenJsonIsTheClientsFault() {
    assertThat(lince().search("{\"query\":").refusal(400)).contains("not well-formed JSON");
    assertThat(lince().search("{\"k\":1,\"k\":2}").refusal(400)).contains("not well-formed JSON");
    assertThat(lince().search("{\"query\":\"%s\"}".formatted("x".repeat(1 << 20))).refusal(413))
        .contains("too large");
    assertThat(lince().get("/api/v1/search?txet=a").status()).isEqualTo(422);
  }
}
