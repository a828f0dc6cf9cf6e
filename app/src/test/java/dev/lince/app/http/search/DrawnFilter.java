package dev.lince.app.http.search;

import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A filter in both its forms, drawn at random over what {@link dev.lince.store.RandomImages} draws.
 */
record DrawnFilter(String json, Filter filter) {
  private static final long SECONDS = 60L * 60 * 24 * 365 * 20;
  private static final Instant FIRST = Instant.parse("2001-01-01T00:00:00Z");

  /** Of at most that many levels. */
  static DrawnFilter of(Random random, int levels) {
    return switch (levels == 1 ? 3 : random.nextInt(4)) {
      case 0 -> {
        List<DrawnFilter> parts = parts(random, levels);
        yield new DrawnFilter(
            "{\"and\":%s}".formatted(list(parts)), new Filter.And(filters(parts)));
      }
      case 1 -> {
        List<DrawnFilter> parts = parts(random, levels);
        yield new DrawnFilter("{\"or\":%s}".formatted(list(parts)), new Filter.Or(filters(parts)));
      }
      case 2 -> {
        DrawnFilter part = of(random, levels - 1);
        yield new DrawnFilter("{\"not\":%s}".formatted(part.json), new Filter.Not(part.filter));
      }
      default -> leaf(random);
    };
  }

  static DrawnFilter tag(String tag) {
    return new DrawnFilter("{\"tag\":\"%s\"}".formatted(tag), new Filter.HasTag(tag));
  }

  DrawnFilter and(DrawnFilter other) {
    return new DrawnFilter(
        "{\"and\":[%s,%s]}".formatted(json, other.json),
        new Filter.And(List.of(filter, other.filter)));
  }

  private static List<DrawnFilter> parts(Random random, int levels) {
    List<DrawnFilter> parts = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      parts.add(of(random, levels - 1));
    }
    return parts;
  }

  private static String list(List<DrawnFilter> parts) {
    return "[%s]".formatted(String.join(",", parts.stream().map(DrawnFilter::json).toList()));
  }

  private static List<Filter> filters(List<DrawnFilter> parts) {
    return parts.stream().map(DrawnFilter::filter).toList();
  }

  private static DrawnFilter leaf(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> tag(List.of("cat", "Cat", "dog", "sea side", "é").get(random.nextInt(5)));
      case 1 -> {
        String folder =
            List.of("drawn/a", "drawn/a/b", "drawn/ab", "drawn/niño").get(random.nextInt(4));
        yield new DrawnFilter("{\"folder\":\"%s\"}".formatted(folder), new Filter.InFolder(folder));
      }
      case 2 -> {
        List<ImageType> types = List.of(ImageType.values());
        ImageType type = types.get(random.nextInt(types.size()));
        yield new DrawnFilter(
            "{\"type\":\"%s\"}".formatted(type.name().toLowerCase(Locale.ROOT)),
            new Filter.OfType(type));
      }
      case 3 -> {
        int min = 1 + random.nextInt(10);
        int max = min + random.nextInt(5);
        yield new DrawnFilter(
            "{\"width\":{\"min\":%d,\"max\":%d}}".formatted(min, max), new Filter.Width(min, max));
      }
      case 4 -> {
        int max = 1 + random.nextInt(10);
        yield new DrawnFilter(
            "{\"height\":{\"max\":%d}}".formatted(max), new Filter.Height(0, max));
      }
      case 5 -> {
        Instant from = FIRST.plusSeconds(random.nextLong(SECONDS));
        Instant until = from.plusSeconds(1 + random.nextLong(SECONDS / 4));
        yield new DrawnFilter(
            "{\"taken\":{\"from\":\"%s\",\"until\":\"%s\"}}".formatted(from, until),
            new Filter.Taken(from, until));
      }
      default ->
          new DrawnFilter(
              "{\"metadata\":{\"key\":\"camera\",\"value\":\"Nikon: D90\"}}",
              new Filter.HasMetadata("camera", "Nikon: D90"));
    };
  }
}
