package dev.lince.embed.clip;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lince.embed.Breakable;
import dev.lince.embed.ComputePool;
import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The half of the model that embeds images. Safe for use by several threads: the session is shared,
 * and each call takes a workbench of its own, which the next call finds again. There are as many of
 * them as there were calls at once.
 */
final class ImageTower implements AutoCloseable {
  private final Path model;
  private final PreprocessorConfig config;
  private final OrtSession session;
  private final String input;
  private final Set<String> output;
  private final Queue<Workbench> idle = new ConcurrentLinkedQueue<>();

  private ImageTower(Path model, PreprocessorConfig config, OrtSession session)
      throws OrtException {
    this.model = model;
    this.config = config;
    this.session = session;
    this.input = pixelInput();
    this.output = Set.of(Sessions.embeddingOutput(model, session, "image_embeds"));
  }

  static ImageTower open(Path model, PreprocessorConfig config, int threads) {
    OrtSession session = Sessions.open(model, threads);
    try {
      return new ImageTower(model, config, session);
    } catch (OrtException e) {
      Sessions.close(session);
      throw Sessions.failed(model, e);
    } catch (RuntimeException e) {
      Sessions.close(session);
      throw e;
    }
  }

  private String pixelInput() throws OrtException {
    Collection<NodeInfo> inputs = session.getInputInfo().values();
    NodeInfo only = inputs.iterator().next();
    TensorInfo tensor = Sessions.tensor(model, only);
    long[] wanted = {1, 3, config.cropHeight(), config.cropWidth()};
    boolean fits = inputs.size() == 1 && tensor.type == OnnxJavaType.FLOAT;
    fits &= Sessions.accepts(tensor, wanted);
    if (!fits) {
      throw new ModelBroken(
          "The model's file %s takes %s; one input of floats with the dimensions 1, 3, %d, %d is"
                  .formatted(model, inputs, config.cropHeight(), config.cropWidth())
              + " needed, as preprocessor_config.json has them.",
          null);
    }
    return only.getName();
  }

  /** The unit vector of {@code raster}. */
  float[] embed(Raster raster) {
    try {
      Workbench workbench = idle.poll();
      if (workbench == null) {
        workbench = new Workbench();
      }
      try {
        return workbench.embed(raster);
      } finally {
        idle.add(workbench);
      }
    } catch (OrtException e) {
      throw Sessions.failed(model, e);
    }
  }

  @Override
  public void close() {
    for (Workbench workbench = idle.poll(); workbench != null; workbench = idle.poll()) {
      workbench.close();
    }
    Sessions.close(session);
  }

  /**
   * What one call needs for itself: the input, outside the heap, and the buffers of the resize.
   * What it is asked for in bulk is broken off for a search, and computed again from the same
   * input.
   */
  private final class Workbench implements Breakable<float[], OrtException> {
    private final Preprocessor preprocessor = new Preprocessor(config);
    private final FloatBuffer pixels =
        ByteBuffer.allocateDirect(Float.BYTES * preprocessor.inputSize())
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    private final OnnxTensor tensor;
    private final OrtSession.RunOptions options;

    Workbench() throws OrtException {
      long[] shape = {1, 3, config.cropHeight(), config.cropWidth()};
      tensor = OnnxTensor.createTensor(Sessions.environment(), pixels, shape);
      options = new OrtSession.RunOptions();
    }

    float[] embed(Raster raster) throws OrtException {
      preprocessor.fill(raster, pixels);
      return ComputePool.compute(this);
    }

    @Override
    public float[] compute() throws OrtException {
      try (OrtSession.Result result = session.run(Map.of(input, tensor), output, options)) {
        return UnitVector.of(((OnnxTensor) result.get(0)).getFloatBuffer(), model);
      }
    }

    /** ONNX Runtime looks at this between two nodes of the model, a few milliseconds apart. */
    @Override
    public void breakOff() {
      terminate(true);
    }

    @Override
    public void mend() {
      terminate(false);
    }

    private void terminate(boolean now) {
      try {
        options.setTerminate(now);
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime takes no options for a run.", e);
      }
    }

    void close() {
      tensor.close();
      options.close();
    }
  }
}
