package dev.lince.app.cli;

import dev.lince.search.Region;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a search is to find, beside the parts of its query. */
final class QueryOptions {
  private static final int MOST = 1000;

  @Option(
      names = "--region",
      paramLabel = "X,Y,WIDTH,HEIGHT",
      converter = RegionConverter.class,
      description = {
        "Only this rectangle of the query picture, in fractions of its size or in percent, from its"
            + " upper left corner."
      })
  private @Nullable Region region;

  @Option(
      names = {"-k", "--results"},
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many results at most, 1 to 1000. Default: 10.")
  private int k;

  @Option(
      names = {"--min-similarity", "--threshold"},
      paramLabel = "NUMBER",
      description = "Leave out what is less similar, -1.0 to 1.0.")
  private @Nullable Double minSimilarity;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      defaultValue = "similarity",
      description = "similarity, or date for the newest of the most similar first.")
  private String sort = "similarity";

  @Mixin private final FilterOptions filter = new FilterOptions();

  @Nullable Region region() {
    return region;
  }

  int k() {
    return k;
  }

  @Nullable Double minSimilarity() {
    return minSimilarity;
  }

  String sort() {
    return sort;
  }

  boolean isByDate() {
    return sort.equals("date");
  }

  FilterOptions filter() {
    return filter;
  }

  /** What is wrong; null where nothing is. */
  @Nullable String wrong() {
    Double least = minSimilarity;
    if (k < 1 || k > MOST) {
      return "-k is %d; 1 to %d is allowed".formatted(k, MOST);
    }
    if (least != null && !(least >= -1 && least <= 1)) {
      return "--min-similarity is %s; -1.0 to 1.0 is allowed".formatted(least);
    }
    if (!sort.equals("similarity") && !isByDate()) {
      return "--sort is \"%s\"; similarity or date is allowed".formatted(sort);
    }
    return filter.wrong();
  }
}
