package dev.lince.embed.clip;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lince.embed.EmbedException.ModelBroken;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The half of the model that embeds tokens. Exports differ: ids are of 32 or 64 bits, some want a
 * mask of the tokens that count, and some take no other length than the longest. Safe for use by
 * several threads.
 */
final class TextTower implements AutoCloseable {
  private final Path model;
  private final OrtSession session;
  private final NodeInfo ids;
  private final @Nullable NodeInfo mask;
  private final Set<String> output;

  private TextTower(Path model, OrtSession session) throws OrtException {
    this.model = model;
    this.session = session;
    Map<String, NodeInfo> inputs = session.getInputInfo();
    this.mask = first(inputs, true);
    NodeInfo tokens = first(inputs, false);
    boolean isComplete = inputs.size() == (mask == null ? 1 : 2);
    if (tokens == null || !isComplete || !inputs.values().stream().allMatch(this::isTokens)) {
      throw new ModelBroken(
          "The model's file %s takes %s; token ids and perhaps a mask, whole numbers with the"
                  .formatted(model, inputs.values())
              + " dimensions batch and length, are needed.",
          null);
    }
    this.ids = tokens;
    this.output = Set.of(Sessions.embeddingOutput(model, session, "text_embeds"));
  }

  static TextTower open(Path model, int threads) {
    OrtSession session = Sessions.open(model, threads);
    try {
      return new TextTower(model, session);
    } catch (OrtException e) {
      Sessions.close(session);
      throw Sessions.failed(model, e);
    } catch (RuntimeException e) {
      Sessions.close(session);
      throw e;
    }
  }

  private boolean isTokens(NodeInfo node) {
    TensorInfo tensor = Sessions.tensor(model, node);
    boolean isWhole = tensor.type == OnnxJavaType.INT32 || tensor.type == OnnxJavaType.INT64;
    return isWhole && tensor.getShape().length == 2;
  }

  private static @Nullable NodeInfo first(Map<String, NodeInfo> inputs, boolean isMask) {
    return inputs.values().stream()
        .filter(input -> input.getName().contains("mask") == isMask)
        .findFirst()
        .orElse(null);
  }

  /** The unit vector of {@code tokens}, whose last one ends the text. */
  float[] embed(long[] tokens) {
    int length = inputLength(tokens.length);
    long[] padded = Arrays.copyOf(tokens, length);
    long[] counts = new long[length];
    // What follows the first end of text does not reach the vector: attention looks back only.
    Arrays.fill(padded, tokens.length, length, tokens[tokens.length - 1]);
    Arrays.fill(counts, 0, tokens.length, 1);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put(ids.getName(), tensor(ids, padded));
      if (mask != null) {
        inputs.put(mask.getName(), tensor(mask, counts));
      }
      try (OrtSession.Result result = session.run(inputs, output)) {
        return UnitVector.of(((OnnxTensor) result.get(0)).getFloatBuffer(), model);
      }
    } catch (OrtException e) {
      throw Sessions.failed(model, e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private int inputLength(int tokens) {
    long fixed = Sessions.tensor(model, ids).getShape()[1];
    if (fixed > 0 && fixed < tokens) {
      throw new ModelBroken(
          "The model's file %s takes %d tokens, but config.json lets texts have %d."
              .formatted(model, fixed, tokens),
          null);
    }
    return fixed > 0 ? (int) fixed : tokens;
  }

  private OnnxTensor tensor(NodeInfo node, long[] values) throws OrtException {
    long[] shape = {1, values.length};
    if (Sessions.tensor(model, node).type == OnnxJavaType.INT64) {
      return OnnxTensor.createTensor(Sessions.environment(), LongBuffer.wrap(values), shape);
    }
    int[] narrow = Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    return OnnxTensor.createTensor(Sessions.environment(), IntBuffer.wrap(narrow), shape);
  }

  @Override
  public void close() {
    Sessions.close(session);
  }
}
