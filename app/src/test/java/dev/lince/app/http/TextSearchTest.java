package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSearchTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @Test
  void answersWordsWithPicturesAndSaysHowItUnderstoodThem() {
    Answer answer = server.get("/api/v1/search?text=a+red%20ni%C3%B1o&k=2");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"results\":["
                + "{\"id\":1,\"similarity\":0.95,\"path\":\"/static/imagen1.jpg\"},"
                + "{\"id\":7,\"similarity\":0.871204,\"path\":\"/static/verano/ni%C3%B1o%20%231%20100%25.jpg\"}],"
                + "\"query\":{\"text\":\"a red niño\",\"k\":2,\"threshold\":0.0},"
                + "\"truncated\":false}");
  }

  @Test
  void hasNoCutOfItsOwn() {
    assertThat(server.get("/api/v1/search?text=x").json().get("results").size()).isEqualTo(5);
    assertThat(server.get("/api/v1/search?text=x&threshold=0.9").json().get("results").size())
        .isEqualTo(1);
  }

  @Test
  void saysThatOnlyTheBeginningWasRead() {
    Answer answer = server.get("/api/v1/search?text=" + "long+".repeat(100));

    assertThat(answer.json().get("truncated").booleanValue()).isTrue();
  }

  @Test
  void saysHowToSwitchWhereTheEmbedderKnowsNoWords() {
    server.album().knowsWords = false;

    String detail = server.get("/api/v1/search?text=cat").problem(409).get("detail").stringValue();

    assertThat(detail).contains("knows no words", "lince reembed --embedder clip", "LINCE_MODEL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?text=", "?text=%20", "?text=x&k=0", "?text=x&threshold=2"})
  void saysInASentenceWhatIsWrong(String query) {
    String detail = server.get("/api/v1/search" + query).problem(422).get("detail").stringValue();

    assertThat(detail).contains(query.startsWith("?text=x") ? "Input should be" : "text:");
  }

  @Test
  void refusesMoreThanAThousandCharacters() {
    server.get("/api/v1/search?text=" + "x".repeat(1001)).problem(422);
  }

  @Test
  void refusesWordsThatAreNotUtf8() {
    server.get("/api/v1/search?text=%ff").problem(400);
  }
}
