package dev.lince.embed.clip;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import dev.lince.embed.EmbedException.ModelBroken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Opens ONNX Runtime sessions and asks them what they take and give. */
final class Sessions {
  static {
    OnnxTelemetry.forbid();
  }

  private Sessions() {}

  /** The one environment of the process; it lives as long as the process does. */
  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "lince");
  }

  /**
   * Why ONNX Runtime cannot run on this machine, as a sentence; empty where it can. The first call
   * loads it.
   */
  static Optional<String> whyNotHere() {
    try {
      environment();
      return Optional.empty();
    } catch (LinkageError | IllegalStateException none) {
      return Optional.of(
          "CLIP needs ONNX Runtime, which does not run on this machine (%s, %s): it is made for Linux with glibc and Windows on x64, and for Linux with glibc and macOS on arm64. Use LINCE_EMBEDDER=visual here."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
  }

  /**
   * Opens {@code model}.
   *
   * @param threads how many threads one call computes with, its own included
   */
  static OrtSession open(Path model, int threads) {
    try (SessionOptions options = new SessionOptions()) {
      environment().setTelemetry(false);
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // A thread that spins while it waits takes the core from decoders and from other callers.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment().createSession(model.toString(), options);
    } catch (OrtException e) {
      throw new ModelBroken(
          "ONNX Runtime cannot open the model's file %s: %s".formatted(model, e.getMessage()), e);
    }
  }

  /** The tensor that {@code node} is, where it is one. */
  static TensorInfo tensor(Path model, NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new ModelBroken(
        "In the model's file %s, \"%s\" is no tensor.".formatted(model, node.getName()), null);
  }

  /**
   * The name of the output that is the embedding: {@code preferred} if it is there, else the first
   * one of floats with two dimensions, batch and vector.
   */
  static String embeddingOutput(Path model, OrtSession session, String preferred) {
    try {
      Map<String, NodeInfo> outputs = session.getOutputInfo();
      if (outputs.containsKey(preferred)) {
        return preferred;
      }
      for (NodeInfo output : outputs.values()) {
        if (output.getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT
            && tensor.getShape().length == 2) {
          return output.getName();
        }
      }
      throw new ModelBroken(
          "The model's file %s has no output of floats with the dimensions batch and vector, but %s."
              .formatted(model, outputs.keySet()),
          null);
    } catch (OrtException e) {
      throw failed(model, e);
    }
  }

  /** Whether {@code tensor} may have the shape {@code wanted}; below zero it takes any size. */
  static boolean accepts(TensorInfo tensor, long[] wanted) {
    long[] shape = tensor.getShape();
    boolean fits = shape.length == wanted.length;
    for (int i = 0; fits && i < wanted.length; i++) {
      fits = shape[i] < 0 || shape[i] == wanted[i];
    }
    return fits;
  }

  static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session.", e);
    }
  }

  static ModelBroken failed(Path model, OrtException e) {
    return new ModelBroken(
        "ONNX Runtime cannot run the model's file %s: %s".formatted(model, e.getMessage()), e);
  }
}
