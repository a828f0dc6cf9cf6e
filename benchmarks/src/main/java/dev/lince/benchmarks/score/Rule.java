package dev.lince.benchmarks.score;

import dev.lince.search.Background;
import dev.lince.search.ConfidentCut;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Says how many of the first results are confident.
 *
 * @param name for a column
 * @param title the name with the numbers that were chosen, one for each size of library
 */
record Rule(String name, String title, Cut cut) {
  private static final int STEPS = 200;

  interface Cut {
    int confident(Results results);
  }

  int confident(Results results) {
    return cut.confident(results);
  }

  /**
   * Lince's and its rivals. The threshold and the number of standard deviations above the sample's
   * mean are, for each size of library, those that do best on these very results: no user could
   * have chosen them.
   */
  static List<Rule> all(List<Results> seen) {
    return List.of(
        named("by chance", Rule::byChance),
        best("best threshold", seen, Tally::balance, -.2, 1, (_, similarity) -> similarity),
        best("best for F1", seen, Tally::f1, -.2, 1, (_, similarity) -> similarity),
        best("best z-score", seen, Tally::balance, 1, 9, Rule::above),
        named("two normals", results -> results.atLeast(TwoNormals.of(results.sample()))),
        named("largest gap", Rule::gap));
  }

  /** A rule that answers once for each results and remembers. */
  private static Rule named(String name, Cut cut) {
    IdentityHashMap<Results, Integer> known = new IdentityHashMap<>();
    return new Rule(name, name, results -> known.computeIfAbsent(results, cut::confident));
  }

  private static int byChance(Results results) {
    return Background.ofCosines(results.sample())
        .map(background -> background.confidentCut(results.similarities(), 0, results.pictures()))
        .map(ConfidentCut::confident)
        .orElse(0);
  }

  private static double above(Results results, double deviations) {
    double[] sample = results.sample();
    double mean = Arrays.stream(sample).average().orElseThrow();
    double squares =
        Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    return mean + deviations * Math.sqrt(squares);
  }

  /** From which similarity up results are confident, by the number that is to be chosen. */
  private interface Least {
    double similarity(Results results, double number);
  }

  private static Rule best(
      String name,
      List<Results> seen,
      ToDoubleFunction<Tally> worth,
      double from,
      double to,
      Least least) {
    Map<Integer, Double> numbers = new TreeMap<>();
    seen.stream()
        .collect(Collectors.groupingBy(Results::digits))
        .forEach((size, of) -> numbers.put(size, best(of, worth, from, to, least)));
    String chosen =
        numbers.values().stream().map("%.2f"::formatted).collect(Collectors.joining(", "));
    return new Rule(
        name,
        "%s (%s)".formatted(name, chosen),
        results ->
            results.atLeast(least.similarity(results, numbers.getOrDefault(results.digits(), to))));
  }

  private static double best(
      List<Results> seen, ToDoubleFunction<Tally> worth, double from, double to, Least least) {
    double best = from;
    double most = -1;
    for (int step = 0; step <= STEPS; step++) {
      double number = from + step * (to - from) / STEPS;
      Rule tried = new Rule("", "", results -> results.atLeast(least.similarity(results, number)));
      double tally = worth.applyAsDouble(Tally.of(seen, tried));
      if (tally > most) {
        most = tally;
        best = number;
      }
    }
    return best;
  }

  /** Ends at the widest gap between neighbours among the first hundred results. */
  private static int gap(Results results) {
    double[] similarities = results.similarities();
    int widest = 1;
    for (int i = 1; i < Math.min(100, similarities.length); i++) {
      if (similarities[i - 1] - similarities[i] > similarities[widest - 1] - similarities[widest]) {
        widest = i;
      }
    }
    return widest;
  }
}
