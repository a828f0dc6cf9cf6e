package dev.lince.app.doctor;

import dev.lince.app.config.Sources;
import dev.lince.app.config.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether all that was meant for Lince is understood. */
final class SettingsCheck implements Check {
  private final List<String> unknown;
  private final List<String> unreadable;

  SettingsCheck(Sources sources) {
    unknown = sources.unknownNames();
    unreadable = sources.warnings();
  }

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public Outcome examine() {
    if (unknown.isEmpty() && unreadable.isEmpty()) {
      return new Outcome.Ok("All are known and allowed.");
    }
    List<String> found = new ArrayList<>(unreadable);
    unknown.forEach(name -> found.add("%s is not a setting.".formatted(name)));
    String meant =
        unknown.stream()
            .map(name -> "For %s you may mean %s.".formatted(name, nearest(name)))
            .collect(Collectors.joining(" "));
    return new Outcome.Warning(
        String.join(" ", found), (meant + " `lince serve --help` lists all settings.").strip());
  }

  /** The setting with the fewest changes between both names. */
  static String nearest(String name) {
    return Stream.of(Variable.values())
        .map(Enum::name)
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .orElseThrow();
  }

  /** Levenshtein's distance, row by row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
