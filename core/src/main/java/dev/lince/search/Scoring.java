package dev.lince.search;

import dev.lince.store.Hit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of hits what their similarity is worth in this library. Safe for use by several threads. */
final class Scoring {
  /**
   * How many hits a first page is scored with, however few of them it shows: ten good results can
   * look like chance where fifty do not.
   */
  static final int FEWEST = 50;

  /** Only the first searches of a start wait for the sample. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SampleKeeper samples;

  Scoring(SampleKeeper samples) {
    this.samples = samples;
  }

  /**
   * Hits with their scores.
   *
   * @param confidentFrom as {@link SearchAnswer#confidentFrom}
   */
  record Scored(List<ScoredHit> hits, @Nullable Double confidentFrom) {
    /** The same without the hits behind the first {@code most}. */
    Scored first(int most) {
      return hits.size() <= most ? this : new Scored(hits.subList(0, most), confidentFrom);
    }
  }

  /**
   * Scores hits.
   *
   * @param hits most similar first
   * @param before how many came before them, on other pages
   */
  Scored of(float[] query, List<Hit> hits, int before) {
    Optional<LibrarySample> sample = samples.current(PATIENCE);
    Optional<Background> background = sample.flatMap(drawn -> Background.of(query, drawn));
    if (background.isEmpty()) {
      return new Scored(hits.stream().map(hit -> new ScoredHit(hit, null)).toList(), null);
    }
    long pictures = sample.orElseThrow().pictures();
    double[] similarities = hits.stream().mapToDouble(Hit::similarity).toArray();
    ConfidentCut cut = background.get().confidentCut(similarities, before, pictures);
    return new Scored(
        hits.stream().map(hit -> scored(hit, background.get(), cut, pictures)).toList(),
        cut.leastSimilarity());
  }

  private static ScoredHit scored(Hit hit, Background background, ConfidentCut cut, long pictures) {
    double expected = background.expectedByChance(hit.similarity(), pictures);
    boolean confident = hit.similarity() >= cut.leastSimilarity();
    return new ScoredHit(hit, new ScoredHit.Score(expected, Grade.of(expected, confident)));
  }
}
