package dev.lince.app.doctor;

import java.util.List;

/**
 * What others published of openai/clip-vit-base-patch32 in single precision: the first values of
 * the unit vector of a text (qdrant/fastembed, tests/test_text_onnx_embeddings.py), and the cosines
 * of a picture with two texts (huggingface/transformers, tests/models/clip/test_modeling_clip.py,
 * whose logits are 100 times these).
 */
final class ReferenceValues {
  /** The space in which they hold. */
  static final String SPACE = "openai/clip-vit-base-patch32";

  static final String TEXT = "hello world";

  /** COCO val2017 000000039769.jpg, two cats. */
  static final String PICTURE_SHA256 =
      "dea9e7ef97386345f7cff32f9055da4982da5471c48d575146c796ab4563b04e";

  static final List<Described> PICTURE_COSINES =
      List.of(
          new Described("a photo of a cat", 0.245701), new Described("a photo of a dog", 0.193049));

  private static final double[] TEXT_BEGIN = {0.0083, 0.0103, -0.0138, 0.0199, -0.0069};
  private static final double TEXT_TOLERANCE = 1e-3;
  private static final double COSINE_TOLERANCE = 2e-3;

  private ReferenceValues() {}

  /** A text and its cosine with the picture. */
  record Described(String text, double cosine) {}

  /** Whether a vector of {@link #TEXT} begins as published. */
  static boolean beginsAsPublished(float[] vector) {
    for (int i = 0; i < TEXT_BEGIN.length; i++) {
      if (!(Math.abs(vector[i] - TEXT_BEGIN[i]) <= TEXT_TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a cosine with the picture is the published one. */
  static boolean isPublished(Described published, double cosine) {
    return Math.abs(cosine - published.cosine()) <= COSINE_TOLERANCE;
  }

  /** Of two unit vectors. */
  static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}
