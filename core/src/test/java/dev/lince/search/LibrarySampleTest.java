package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lince.store.Similarity;
import dev.lince.store.TestSeed;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibrarySampleTest {
  private static final int DIMENSION = 512;

  @Test
  void itsCosinesAreThoseOfTheSearchToSomeMillionths() {
    Random random = TestSeed.random("itsCosinesAreThoseOfTheSearchToSomeMillionths");
    List<float[]> vectors = Stream.generate(() -> unit(random)).limit(300).toList();
    float[] query = unit(random);

    double[] cosines = new LibrarySample(vectors, 300).cosines(query);

    for (int i = 0; i < vectors.size(); i++) {
      assertThat(cosines[i]).isCloseTo(Similarity.dot(query, vectors.get(i)), within(3e-6));
    }
  }

  @Test
  void anEmptyLibraryHasNone() {
    assertThat(new LibrarySample(List.of(), 0).cosines(new float[DIMENSION])).isEmpty();
  }

  private static float[] unit(Random random) {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }
}
