package dev.lince.embed.clip;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lince.embed.EmbedException.ModelBroken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Text to token ids, as the hub's {@code tokenizer.json} has it. Safe for use by several threads.
 */
final class ClipTokenizer implements AutoCloseable {
  static {
    // The library asks a cloud's metadata service where it runs, and fetches other native code
    // where it sees a graphics card, unless told to stay offline before its first use.
    System.setProperty("ai.djl.offline", "true");
  }

  private final HuggingFaceTokenizer tokenizer;

  private ClipTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Reads {@code tokenizer.json}.
   *
   * @param maxTokens how many tokens a text has at most, its begin and end included
   */
  static ClipTokenizer open(Path file, int maxTokens) {
    // The library's own defaults are 512 tokens and padding with a token that CLIP does not have.
    Map<String, String> options =
        Map.of(
            "maxLength", Integer.toString(maxTokens),
            "modelMaxLength", Integer.toString(maxTokens),
            "truncation", "true",
            "padding", "false",
            "addSpecialTokens", "true");
    // From a stream, or it would look for tokenizer_config.json and lower the case by its own rule.
    try (InputStream json = Files.newInputStream(file)) {
      return new ClipTokenizer(HuggingFaceTokenizer.newInstance(json, options));
    } catch (IOException | RuntimeException e) {
      throw new ModelBroken(
          "The model's file %s cannot be read as a tokenizer: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /** The tokens of {@code text}; of one that is too long, the first, with its end kept. */
  Tokens tokenize(String text) {
    Encoding encoding = tokenizer.encode(text);
    return new Tokens(encoding.getIds(), encoding.exceedMaxLength());
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /**
   * A text as the model reads it.
   *
   * @param ids of its tokens, begin and end included
   * @param truncated whether the text was longer
   */
  record Tokens(long[] ids, boolean truncated) {}
}
