package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many pictures are labelled or taken out at once: those that a filter or a search selects. */
interface SelectingContract {
  ImagesClient lince();

  @Test
  default void manyAreLabelledAndTakenOutByFilterAfterADryRun() {
    for (int i = 0; i < 5; i++) {
      lince().patch(lince().added(), "{\"add_tags\":[\"bulk\"]}");
    }
    String select = "{\"select\":{\"filter\":{\"tag\":\"bulk\"}},";

    JsonNode tried = label(select + "\"add_tags\":[\"more\"],\"dry_run\":true}").ok();
    assertThat(tried.get("matched").asInt()).isEqualTo(5);
    assertThat(tried.get("changed").asInt()).isZero();
    assertThat(total("tag=more")).isZero();
    JsonNode done = label(select + "\"add_tags\":[\"more\"],\"metadata\":{\"m\":\"1\"}}").ok();
    assertThat(done.get("changed").asInt()).isEqualTo(5);
    assertThat(total("tag=more&metadata=m=1")).isEqualTo(5);

    assertThat(delete(select + "\"dry_run\":true}").get("matched").asInt()).isEqualTo(5);
    assertThat(total("tag=bulk")).isEqualTo(5);
    JsonNode gone = delete(select + "\"file\":true}");
    assertThat(gone.get("removed").asInt()).isEqualTo(5);
    assertThat(total("tag=bulk")).isZero();
    lince().restore(gone.get("undo").asString());
    assertThat(total("tag=bulk&tag=more")).isEqualTo(5);
  }

  @Test
  default void aSearchSelectsWhatItFinds() {
    int id = lince().added();
    String search =
        "{\"select\":{\"search\":{\"query\":[{\"id\":%d}],\"min_similarity\":0.9999}},\"add_tags\":[\"like\"]}"
            .formatted(id);

    assertThat(label(search).ok().get("matched").asInt()).isPositive();
    assertThat(lince().find(id).get("tags").toString()).contains("like");
    assertThat(label(search.replace(",\"min_similarity\":0.9999", "")).status()).isEqualTo(422);
    assertThat(label(search.replace("\"select\"", "\"x\"")).status()).isEqualTo(422);
    assertThat(label("{\"select\":{\"ids\":[%d]}}".formatted(id)).status()).isEqualTo(422);
  }

  private Answer label(String json) {
    return lince().post("/api/v1/images/label", json);
  }

  private JsonNode delete(String json) {
    return lince().post("/api/v1/images/delete", json).ok();
  }

  private int total(String query) {
    return lince().list(query).get("total").asInt();
  }
}
