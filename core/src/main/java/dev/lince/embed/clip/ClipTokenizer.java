package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelBroken;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Text to token ids as the hub's {@code tokenizer.json} of CLIP has it: NFC, white space to single
 * spaces, lower case letter by letter, a split into words, and {@link BytePairs}. The two marks of
 * a text's begin and end are tokens of their own wherever they stand. Immutable.
 *
 * <p>The tokenizers library does the same, but unpacks 15 MB of native code into the user's home,
 * starts a process and loads CUDA's library where there is one to look for graphics cards.
 */
final class ClipTokenizer {
  private static final String BEGIN = "<|startoftext|>";
  private static final String END = "<|endoftext|>";

  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /** The second split, that of byte-level encoding, after the one that the file names. */
  private static final Pattern BYTE_LEVEL =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}+|[^\\s\\p{L}\\p{N}]+|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final BytePairs pairs;
  private final Pattern words;
  private final int begin;
  private final int end;
  private final int maxTokens;

  private ClipTokenizer(JsonNode root, int maxTokens) {
    JsonNode vocabulary = root.path("model").path("vocab");
    this.pairs = new BytePairs(root.path("model"));
    this.words = Pattern.compile(split(root), Pattern.UNICODE_CHARACTER_CLASS);
    this.begin = vocabulary.path(BEGIN).asInt(-1);
    this.end = vocabulary.path(END).asInt(-1);
    this.maxTokens = maxTokens;
    if (begin < 0 || end < 0) {
      throw new IllegalArgumentException("the vocabulary has no begin or no end of text");
    }
  }

  /**
   * Reads {@code tokenizer.json}.
   *
   * @param maxTokens how many tokens a text has at most, its begin and end included
   */
  static ClipTokenizer open(Path file, int maxTokens) {
    JsonFile json = JsonFile.read(file);
    JsonNode model = json.root().path("model");
    boolean isClip =
        model.path("type").asString("").equals("BPE")
            && model.path("end_of_word_suffix").asString("").equals(BytePairs.END_OF_WORD);
    if (!isClip) {
      throw broken(file, "only CLIP's byte pair encoding is supported", null);
    }
    try {
      return new ClipTokenizer(json.root(), maxTokens);
    } catch (IllegalArgumentException e) {
      throw broken(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static ModelBroken broken(Path file, String reason, @Nullable Throwable cause) {
    return new ModelBroken(
        "The model's file %s cannot be read as a tokenizer: %s.".formatted(file, reason), cause);
  }

  /** The expression whose matches are the words. */
  private static String split(JsonNode root) {
    return root.path("pre_tokenizer")
        .path("pretokenizers")
        .valueStream()
        .map(step -> step.path("pattern").path("Regex").asString(""))
        .filter(regex -> !regex.isEmpty())
        .findFirst()
        .orElseThrow(() -> new PatternSyntaxException("it names no split into words", "", -1));
  }

  /** The tokens of {@code text}; of one that is too long, the first, with its end kept. */
  Tokens tokenize(String text) {
    IntStream.Builder content = IntStream.builder();
    // The end is looked for in the text as it came, the begin after its case was lowered.
    split(
        text,
        END,
        () -> content.add(end),
        part ->
            split(
                normalize(part), BEGIN, () -> content.add(begin), plain -> encode(plain, content)));
    int[] tokens = content.build().toArray();
    int kept = Math.min(tokens.length, maxTokens - 2);
    long[] ids = new long[kept + 2];
    Arrays.setAll(ids, i -> i == 0 ? begin : i <= kept ? tokens[i - 1] : end);
    return new Tokens(ids, tokens.length > kept);
  }

  private static void split(String text, String mark, Runnable atMark, Consumer<String> between) {
    int from = 0;
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
      between.accept(text.substring(from, at));
      atMark.run();
      from = at + mark.length();
    }
    between.accept(text.substring(from));
  }

  private static String normalize(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder lower = new StringBuilder();
    // Letter by letter: a whole word's lower case would give a final sigma its other form.
    SPACE
        .matcher(composed)
        .replaceAll(" ")
        .codePoints()
        .forEach(c -> lower.append(Character.toString(c).toLowerCase(Locale.ROOT)));
    return lower.toString();
  }

  private void encode(String text, IntStream.Builder content) {
    for (Matcher word = words.matcher(text); word.find(); ) {
      for (Matcher part = BYTE_LEVEL.matcher(word.group()); part.find(); ) {
        for (int token : pairs.encode(part.group())) {
          content.add(token);
        }
      }
    }
  }

  /**
   * A text as the model reads it.
   *
   * @param ids of its tokens, begin and end included
   * @param truncated whether the text was longer
   */
  record Tokens(long[] ids, boolean truncated) {}
}
