package dev.lince.embed.clip;

import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.Raster;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden pictures, texts and vectors among the test resources, and the tiny model. */
final class Golden {
  static final Path FOLDER = resource("/golden");
  static final Path TINY = resource("/models/tiny");

  private static final ImageDecoder DECODER =
      new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  private Golden() {}

  static ModelFolder tinyModel() {
    return ModelFolder.of(TINY);
  }

  static JsonNode json(String file) {
    return new JsonMapper().readTree(FOLDER.resolve(file));
  }

  /** Every pixel of a file among the golden ones. */
  static Raster raster(String file) throws IOException {
    return DECODER.decode(Files.readAllBytes(FOLDER.resolve(file)));
  }

  static float[] vector(JsonNode numbers) {
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) numbers.get(i).doubleValue();
    }
    return vector;
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }

  static String sha256(byte[] bytes) {
    MessageDigest digest = FileHash.sha256();
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  private static Path resource(String name) {
    try {
      URI uri = Objects.requireNonNull(Golden.class.getResource(name), name).toURI();
      return Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
