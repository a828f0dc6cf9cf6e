package dev.lince.benchmarks.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The rules on drawn cosines of many spreads, sizes of library and frequencies of the subject. */
public final class DrawnScores {
  private static final int[] SIZES = {109, 2_000, 100_000, 1_000_000};
  private static final List<String> FREQUENCIES =
      List.of("absent", "3 pictures", "1 %", "10 %", "50 %");
  private static final long SEED = 11;

  private DrawnScores() {}

  private record Case(DrawnQuery query, int frequency, Results results) {}

  /**
   * Prints the tables.
   *
   * @param args how many queries of each kind; 6 unless given
   */
  public static void main(String[] args) {
    int repeats = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    List<Case> cases = draw(repeats);
    for (Kind kind : Kind.values()) {
      List<Case> of = cases.stream().filter(c -> c.query().kind() == kind).toList();
      List<Results> results = of.stream().map(Case::results).toList();
      List<Rule> rules = Rule.all(results);
      System.out.printf("%n%s, %,d queries%n%n", kind.title, of.size());
      Table.overall(rules, results);
      Table.by("subject", rules, parts(of, c -> FREQUENCIES.get(c.frequency())));
      Table.by("library", rules, parts(of, c -> "%,d".formatted(c.query().pictures())));
      Table.by("unrelated", rules, parts(of, c -> c.query().shape().title));
    }
  }

  /** Grouped by a name, in the order in which the names first come. */
  private static Map<String, List<Results>> parts(List<Case> cases, Function<Case, String> name) {
    Map<String, List<Results>> parts = new LinkedHashMap<>();
    for (Case c : cases) {
      parts.computeIfAbsent(name.apply(c), _ -> new ArrayList<>()).add(c.results());
    }
    return parts;
  }

  private static List<Case> draw(int repeats) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    List<Case> cases = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int pictures : SIZES) {
        for (Shape shape : Shape.values()) {
          for (int frequency = 0; frequency < FREQUENCIES.size(); frequency++) {
            DrawnQuery query = new DrawnQuery(kind, shape, pictures, related(pictures, frequency));
            for (int i = 0; i < repeats; i++) {
              cases.add(new Case(query, frequency, query.draw(random)));
            }
          }
        }
      }
    }
    return cases;
  }

  private static int related(int pictures, int frequency) {
    return switch (frequency) {
      case 0 -> 0;
      case 1 -> 3;
      case 2 -> Math.max(1, pictures / 100);
      case 3 -> pictures / 10;
      default -> pictures / 2;
    };
  }
}
