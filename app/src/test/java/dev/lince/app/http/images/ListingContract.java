package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pictures are listed page by page, and asked for one by one. */
interface ListingContract {
  ImagesClient lince();

  @Test
  default void theListHasEveryPictureThatStayedOnceWhileOthersComeAndGo() {
    List<Integer> stay = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      stay.add(lince().added());
    }
    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = lince().list("limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.get("images").forEach(image -> seen.add(image.get("id").asInt()));
      cursor = page.get("cursor").isNull() ? null : page.get("cursor").asString();
      lince().delete(lince().added(), false);
    }

    assertThat(seen).containsAll(stay).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
  }

  @Test
  default void theLastPageOfTheListIsFollowedByNone() {
    String tag = "page-" + lince().added();
    for (int i = 0; i < 2; i++) {
      lince().patch(lince().added(), "{\"tags\":[\"%s\"]}".formatted(tag));
    }
    String query = "tag=%s&limit=".formatted(tag);
    assertThat(lince().list(query + 1).get("cursor").isNull()).isFalse();
    JsonNode full = lince().list(query + 2);
    assertThat(full.get("images")).hasSize(2);
    assertThat(full.get("cursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/images/999999", "/api/v1/images/0", "/api/v1/images/x"})
  default void anUnknownPictureIsNotFoundWhateverIsAsked(String address) {
    for (String method : List.of("GET", "DELETE", "PATCH")) {
      Answer answer = lince().send(method, address, BodyPublishers.ofString("{}"));
      assertThat(answer.status()).as(method).isEqualTo(404);
    }
    assertThat(lince().get(address + "/file").status()).isEqualTo(404);
    assertThat(lince().get(address + "/similar").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/images/1?x=", "/api/v1/trash?x=", "/api/v1/images?x="})
  default void aParameterThatNobodyKnowsIsRefused(String address) {
    Answer answer = lince().get(address);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("The parameter x is not known; ", " allowed.");
  }
}
