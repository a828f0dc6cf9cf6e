package dev.lince.benchmarks.clip;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime and nothing else: one input of floats, made once, and an output that nobody reads.
 */
final class BareSession implements AutoCloseable {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;

  private BareSession(OrtSession session, long[] shape) throws OrtException {
    this.session = session;
    int size = 1;
    for (long dimension : shape) {
      size *= (int) dimension;
    }
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(Float.BYTES * size)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < size; i++) {
      buffer.put(i, (float) Math.sin(i));
    }
    String name = session.getInputNames().iterator().next();
    this.inputs =
        Map.of(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape));
  }

  /** The model in a file. */
  static BareSession of(Path model, int threads, boolean spins, long... shape) throws OrtException {
    try (SessionOptions options = options(threads, spins)) {
      return new BareSession(
          OrtEnvironment.getEnvironment().createSession(model.toString(), options), shape);
    }
  }

  /** A matrix multiplication {@code m × k · k × n}. */
  static BareSession ofMatMul(int threads, int m, int k, int n) throws OrtException {
    try (SessionOptions options = options(threads, false)) {
      return new BareSession(
          OrtEnvironment.getEnvironment().createSession(MatMulModel.bytes(m, k, n), options),
          new long[] {m, k});
    }
  }

  private static SessionOptions options(int threads, boolean spins) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.addConfigEntry("session.intra_op.allow_spinning", spins ? "1" : "0");
    return options;
  }

  void run() throws OrtException {
    session.run(inputs).close();
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
  }
}
