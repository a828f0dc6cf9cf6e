package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.EmbedException.ModelBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ClipTokenizerTest {
  private final ClipTokenizer tokenizer =
      ClipTokenizer.open(Golden.TINY.resolve(ModelFolder.TOKENIZER), 77);

  @Test
  void givesEveryGoldenTextItsIds() {
    JsonNode texts = Golden.json("texts.json").path("texts");
    assertThat(texts.size()).isGreaterThan(100);
    for (JsonNode text : texts) {
      ClipTokenizer.Tokens tokens = tokenizer.tokenize(text.path("text").stringValue());
      long[] ids = text.path("ids").valueStream().mapToLong(JsonNode::longValue).toArray();
      assertThat(tokens.ids()).as("%s", text.path("text")).isEqualTo(ids);
      assertThat(tokens.truncated())
          .as("%s", text.path("text"))
          .isEqualTo(text.path("untruncated").intValue() > 77);
    }
  }

  @Test
  void readsTextThatIsNoUnicode() {
    assertThat(tokenizer.tokenize("a\ud800b\0c").ids()).startsWith(49406).endsWith(49407);
  }

  @Test
  void splitsAMarkThatOnlyLoweringTheCaseMakes() {
    assertThat(tokenizer.tokenize("<|ENDOFTEXT|>").ids())
        .isEqualTo(tokenizer.tokenize("<| endoftext |>").ids());
  }

  @Test
  void readsAWordOfTenThousandLetters() {
    ClipTokenizer.Tokens tokens = tokenizer.tokenize("ab".repeat(5_000));
    assertThat(tokens.ids()).hasSize(77).endsWith(49407);
    assertThat(tokens.truncated()).isTrue();
  }

  @Test
  void refusesAFileThatIsNoTokenizer(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), "{\"version\":\"1.0\"}");
    assertThatThrownBy(() -> ClipTokenizer.open(file, 77))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining(
            "tokenizer.json cannot be read as a tokenizer: only CLIP's byte pair encoding");
  }
}
