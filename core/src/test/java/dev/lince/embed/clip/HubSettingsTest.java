package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSettingsTest {
  @TempDir private Path home;

  @Test
  void findsTheCacheByTheFirstVariableThatIsSet() {
    assertThat(with().cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(with("XDG_CACHE_HOME", "/x").cache()).isEqualTo(Path.of("/x/huggingface/hub"));
    assertThat(with("XDG_CACHE_HOME", "/x", "HF_HOME", "/h").cache()).isEqualTo(Path.of("/h/hub"));
    assertThat(with("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/old").cache())
        .isEqualTo(Path.of("/old"));
    assertThat(with("HUGGINGFACE_HUB_CACHE", "/old", "HF_HUB_CACHE", "/new").cache())
        .isEqualTo(Path.of("/new"));
    assertThat(with("HF_HOME", " ").cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
  }

  @Test
  void expandsTheHomeFolderAndVariables() {
    assertThat(with("HF_HOME", "~/models").cache()).isEqualTo(home.resolve("models/hub"));
    assertThat(with("HF_HUB_CACHE", "$BASE/a/${BASE}", "BASE", "b").cache())
        .isEqualTo(Path.of("b/a/b"));
    assertThat(with("HF_HUB_CACHE", "/$UNSET/a").cache()).isEqualTo(Path.of("/$UNSET/a"));
  }

  @Test
  void cutsTheSlashOfTheEndpoint() {
    assertThat(with().endpoint()).hasToString("https://huggingface.co");
    assertThat(with("HF_ENDPOINT", "https://mirror.test/hf/").endpoint())
        .hasToString("https://mirror.test/hf");
  }

  @Test
  void takesTheTokenFromTheVariableOrTheFile() throws IOException {
    assertThat(with().token()).isEmpty();
    Files.createDirectories(home.resolve(".cache/huggingface"));
    Files.writeString(home.resolve(".cache/huggingface/token"), "left\n");
    assertThat(with().token()).hasValue("left");
    assertThat(with("HF_TOKEN", " given ").token()).hasValue("given");
    Path other = Files.writeString(home.resolve("other"), "elsewhere");
    assertThat(with("HF_TOKEN_PATH", other.toString()).token()).hasValue("elsewhere");
    assertThat(with("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1").token()).isEmpty();
  }

  @Test
  void takesTheTokensOlderVariableAndCutsLineEnds() {
    assertThat(with("HUGGING_FACE_HUB_TOKEN", "old\r\n").token()).hasValue("old");
    assertThat(with("HUGGING_FACE_HUB_TOKEN", "old", "HF_TOKEN", "new").token()).hasValue("new");
  }

  @Test
  void refusesAnEndpointWithAPasswordWithoutShowingIt() {
    assertThatThrownBy(() -> open("HF_ENDPOINT", "https://lynx:secret@mirror.test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("HF_ENDPOINT is \"(not shown)\";");
  }

  @Test
  void refusesAnEndpointThatAShellWouldRead() {
    for (String wrong :
        new String[] {"https://m.test/$(id)", "https://m.test/;id", "https://m.test?a"}) {
      assertThatThrownBy(() -> open("HF_ENDPOINT", wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("HF_ENDPOINT is \"" + wrong + "\";");
    }
  }

  @Test
  void readsTrueAsTheHubDoes() {
    for (String yes : new String[] {"1", "on", "Yes", "TRUE"}) {
      assertThat(with("TRANSFORMERS_OFFLINE", yes).offlineBy()).hasValue("TRANSFORMERS_OFFLINE");
    }
    for (String no : new String[] {"0", "off", "", "2"}) {
      assertThat(with("HF_HUB_OFFLINE", no).offlineBy()).isEmpty();
    }
  }

  @Test
  void readsTimeLimitsInSeconds() {
    assertThat(with().stallTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(with("HF_HUB_ETAG_TIMEOUT", "30").answerTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void refusesAValueThatCannotBeByItsVariable() {
    assertThatThrownBy(() -> open("HF_HUB_DOWNLOAD_TIMEOUT", "soon"))
        .hasMessage("HF_HUB_DOWNLOAD_TIMEOUT is \"soon\"; a whole number of seconds is needed.");
    assertThatThrownBy(() -> open("HF_HUB_ETAG_TIMEOUT", "0"))
        .hasMessage("HF_HUB_ETAG_TIMEOUT is \"0\"; at least 1 second is needed.");
    assertThatThrownBy(() -> open("HF_ENDPOINT", "mirror.test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("HF_ENDPOINT is \"mirror.test\";");
  }

  private Hub open(String variable, String value) {
    return Hub.fromEnvironment(Map.of(variable, value), home);
  }

  private HubSettings with(String... pairs) {
    Map<String, String> env = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      env.put(pairs[i], pairs[i + 1]);
    }
    return new HubSettings(env, home);
  }
}
