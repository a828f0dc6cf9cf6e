package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.app.cli.Found.Match;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void readsResultsWithTheirPathsAsPeopleWriteThem() {
    Found found =
        Answers.found(
            bytes(
                """
                {"results":[{"id":1,"similarity":0.95,"grade":"strong","path":"/static/ni%C3%B1o+1%2B.jpg"},
                {"id":7,"similarity":1,"path":"/static/a/b.png","grade":null,"more":{"id":9}}],
                "confident":{"results":1,"least_similarity":0.9},"query":"abc"}
                """));

    assertThat(found.hits())
        .containsExactly(
            new Match(1, 0.95, "strong", "niño+1+.jpg"), new Match(7, 1, null, "a/b.png"));
    assertThat(found.confident()).isEqualTo(1);
    assertThat(found.truncated()).isFalse();
  }

  @Test
  void knowsWhenOnlyTheBeginningCounted() {
    assertThat(Answers.found(bytes("{\"results\":[],\"truncated\":true}")).truncated()).isTrue();
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> Answers.found(bytes("<html>")))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("The server's answer is not the JSON of a search.");
  }

  @Test
  void takesTheSentenceOutOfEveryKindOfRefusal() {
    assertThat(Answers.detail(bytes("{\"type\":\"x\",\"detail\":\"Not a picture.\"}"), 400))
        .isEqualTo("Not a picture.");
    assertThat(
            Answers.detail(
                bytes("{\"detail\":[{\"loc\":[\"query\",\"k\"],\"msg\":\"Too many\"}]}"), 422))
        .isEqualTo("Too many");
    assertThat(Answers.detail(bytes("<html>"), 502))
        .isEqualTo("The server answered with status 502 and no reason.");
    assertThat(Answers.detail(bytes("{}"), 500))
        .isEqualTo("The server answered with status 500 and no reason.");
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
