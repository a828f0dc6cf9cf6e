package dev.lince.benchmarks.start;

import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import dev.lince.library.ImageFolder;
import dev.lince.library.SpaceNote;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.NewImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * A folder of many small files, and a store that has seen each of them: as an ingest would leave
 * it, with drawn vectors in place of computed ones. Used by one thread.
 */
final class LargeLibrary {
  private static final int FILES_PER_FOLDER = 500;
  private static final int BATCH = 5_000;

  private final Path folder;
  private final int files;

  LargeLibrary(Path folder, int files) {
    this.folder = folder;
    this.files = files;
  }

  ImageFolder images() {
    return new ImageFolder("", folder);
  }

  /** Writes the files that are not there yet. */
  void writeFiles() throws IOException {
    byte[] picture = picture();
    for (int i = 0; i < files; i++) {
      Path file = file(i);
      if (i % FILES_PER_FOLDER == 0) {
        Files.createDirectories(file.getParent());
      }
      if (!Files.exists(file)) {
        Files.write(file, picture);
      }
    }
  }

  /** Stores what is missing. */
  void fill(ImageStore store, VisualEmbedder embedder) throws IOException {
    SpaceNote.claim(store.notes(), embedder.space());
    Random random = new Random(1);
    int there = (int) store.count(Filter.ALL);
    for (int from = there; from < files; from += BATCH) {
      List<NewImage> batch = new ArrayList<>();
      for (int i = from; i < Math.min(from + BATCH, files); i++) {
        batch.add(image(i, vector(random, embedder.space().dimension())));
      }
      store.upsert(batch);
    }
  }

  private NewImage image(int number, float[] vector) throws IOException {
    Path file = file(number);
    Instant modified = Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis());
    return new NewImage(
        folder.relativize(file).toString().replace('\\', '/'),
        "%064x".formatted(number),
        ImageType.PNG,
        Files.size(file),
        1,
        1,
        new AverageColour(0x7F6543),
        modified,
        null,
        Set.of(),
        Map.of(),
        vector);
  }

  private Path file(int number) {
    return folder
        .resolve("album-%04d".formatted(number / FILES_PER_FOLDER))
        .resolve("IMG_%06d.png".formatted(number));
  }

  private static float[] vector(Random random, int dimension) {
    float[] vector = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += (double) vector[i] * vector[i];
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < dimension; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
