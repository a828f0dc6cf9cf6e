package dev.lince.embed.clip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The byte pair encoding of CLIP (openai/CLIP, {@code clip/simple_tokenizer.py}): a word begins as
 * its UTF-8 bytes, the last one marked as an end, and the pair that was merged earliest in training
 * is merged again and again until none is left. Immutable.
 */
final class BytePairs {
  static final String END_OF_WORD = "</w>";

  private static final int NONE = Integer.MAX_VALUE;
  private static final int BYTES = 256;

  private final Map<Long, Merge> merges;
  private final int[] inner = new int[BYTES];
  private final int[] last = new int[BYTES];

  /**
   * Reads the {@code model} of a {@code tokenizer.json}.
   *
   * @throws IllegalArgumentException where a token that others are made of is missing
   */
  BytePairs(JsonNode model) {
    Map<String, Integer> vocabulary = HashMap.newHashMap(model.path("vocab").size());
    for (Map.Entry<String, JsonNode> token : model.path("vocab").properties()) {
      vocabulary.put(token.getKey(), token.getValue().intValue());
    }
    int other = 0;
    for (int b = 0; b < BYTES; b++) {
      String letter = Character.toString(isPrintable(b) ? b : BYTES + other++);
      inner[b] = id(vocabulary, letter);
      last[b] = id(vocabulary, letter + END_OF_WORD);
    }
    JsonNode pairs = model.path("merges");
    merges = HashMap.newHashMap(pairs.size());
    for (int rank = 0; rank < pairs.size(); rank++) {
      JsonNode pair = pairs.get(rank);
      String both = pair.isArray() ? pair.path(0).asString() : pair.asString();
      int gap = both.indexOf(' ');
      String left = gap < 0 ? both : both.substring(0, gap);
      String right = gap < 0 ? pair.path(1).asString() : both.substring(gap + 1);
      long key = key(id(vocabulary, left), id(vocabulary, right));
      merges.putIfAbsent(key, new Merge(rank, id(vocabulary, left + right)));
    }
  }

  /** Bytes that stand for themselves in the vocabulary; the others got letters beyond 255. */
  private static boolean isPrintable(int b) {
    return (b > ' ' && b <= '~') || (b > 0xa0 && b != 0xad);
  }

  private static int id(Map<String, Integer> vocabulary, String token) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no token \"" + token + "\"");
    }
    return id;
  }

  /** The tokens of {@code word}, which is not empty. */
  int[] encode(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = (i < bytes.length - 1 ? inner : last)[bytes[i] & 0xff];
    }
    int[] ranks = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      ranks[i] = rank(tokens, i, bytes.length);
    }
    int length = bytes.length;
    for (int at = earliest(ranks, length); ranks[at] != NONE; at = earliest(ranks, length)) {
      tokens[at] = merge(tokens[at], tokens[at + 1]).id();
      System.arraycopy(tokens, at + 2, tokens, at + 1, length - at - 2);
      System.arraycopy(ranks, at + 2, ranks, at + 1, length - at - 2);
      length--;
      ranks[at] = rank(tokens, at, length);
      if (at > 0) {
        ranks[at - 1] = rank(tokens, at - 1, length);
      }
    }
    return Arrays.copyOf(tokens, length);
  }

  private static int earliest(int[] ranks, int length) {
    int at = 0;
    for (int i = 1; i < length; i++) {
      at = ranks[i] < ranks[at] ? i : at;
    }
    return at;
  }

  /** When the token at {@code at} and the next one were merged in training. */
  private int rank(int[] tokens, int at, int length) {
    return at + 1 < length ? merge(tokens[at], tokens[at + 1]).rank() : NONE;
  }

  private Merge merge(int left, int right) {
    return merges.getOrDefault(key(left, right), Merge.NEVER);
  }

  private static long key(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  /** What two tokens become, and how early they did so in training. */
  private record Merge(int rank, int id) {
    static final Merge NEVER = new Merge(NONE, -1);
  }
}
