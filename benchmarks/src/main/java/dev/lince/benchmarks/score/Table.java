package dev.lince.benchmarks.score;

import java.util.List;
import java.util.Map;

/** Markdown on standard output. */
final class Table {
  private Table() {}

  /** A line for each rule. */
  static void overall(List<Rule> rules, List<Results> results) {
    System.out.println(
        "| rule | precision | recall | F1 | nothing for an absent subject | mean of both |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (Rule rule : rules) {
      Tally tally = Tally.of(results, rule);
      System.out.printf(
          "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
          rule.title(),
          tally.precision(),
          tally.recall(),
          tally.f1(),
          tally.empty(),
          tally.balance());
    }
    System.out.println();
  }

  /** A line for each part: F1, and how often nothing was confident for an absent subject. */
  static void by(String title, List<Rule> rules, Map<String, List<Results>> parts) {
    System.out.print("| " + title + " |");
    rules.forEach(rule -> System.out.print(" " + rule.name() + " |"));
    System.out.println("\n| --- |" + " --- |".repeat(rules.size()));
    parts.forEach(
        (name, results) -> {
          System.out.print("| " + name + " |");
          rules.forEach(rule -> System.out.print(cell(Tally.of(results, rule))));
          System.out.println();
        });
    System.out.println();
  }

  private static String cell(Tally tally) {
    if (Double.isNaN(tally.f1())) {
      return " %.2f |".formatted(tally.empty());
    }
    return Double.isNaN(tally.empty())
        ? " %.2f |".formatted(tally.f1())
        : " %.2f / %.2f |".formatted(tally.f1(), tally.empty());
  }
}
