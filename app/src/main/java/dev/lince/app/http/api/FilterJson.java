package dev.lince.app.http.api;

import dev.lince.app.http.Query;
import dev.lince.app.http.Refused;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Filters as clients write them: {@code {"tag":"dog"}}, put together by {@code and}, {@code or} and
 * {@code not}; several members of one object must all hold. In addresses each is a parameter of its
 * own, and all must hold.
 */
public final class FilterJson {
  /** The parameters of addresses that are filters. */
  public static final Set<String> PARAMETERS =
      Set.of(
          "folder",
          "tag",
          "type",
          "metadata",
          "min_width",
          "max_width",
          "min_height",
          "max_height",
          "taken_from",
          "taken_until",
          "added_from",
          "added_until");

  private static final int MAX_DEPTH = 10;
  private static final int MAX_LIST = 100;
  private static final int MAX_TEXT = 1_000;
  private static final Instant EARLIEST = Instant.parse("-9999-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private FilterJson() {}

  /** The filter that an object says; an empty one lets everything through. */
  public static Filter of(JsonFields fields) {
    return of(fields, 1);
  }

  private static Filter of(JsonFields fields, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Refused(
          422, "%s is nested too deep; %d levels are allowed.".formatted(fields.path(), MAX_DEPTH));
    }
    List<Filter> all = new ArrayList<>();
    if (fields.has("and")) {
      all.add(new Filter.And(each(fields, "and", depth)));
    }
    if (fields.has("or")) {
      all.add(new Filter.Or(each(fields, "or", depth)));
    }
    fields.object("not").ifPresent(not -> all.add(new Filter.Not(of(not, depth + 1))));
    addPlain(all, fields);
    fields.end();
    return all.size() == 1 ? all.getFirst() : new Filter.And(all);
  }

  private static List<Filter> each(JsonFields fields, String member, int depth) {
    return fields.objects(member, MAX_LIST).stream().map(one -> of(one, depth + 1)).toList();
  }

  private static void addPlain(List<Filter> all, JsonFields fields) {
    fields.text("folder", MAX_TEXT).ifPresent(folder -> all.add(folder(folder)));
    fields.text("tag", MAX_TEXT).ifPresent(tag -> all.add(new Filter.HasTag(tag)));
    fields.text("type", MAX_TEXT).ifPresent(type -> all.add(type(fields, type)));
    fields.object("width").ifPresent(size -> all.add(width(size)));
    fields.object("height").ifPresent(size -> all.add(height(size)));
    fields.object("taken").ifPresent(span -> all.add(taken(span)));
    fields.object("added").ifPresent(span -> all.add(added(span)));
    fields.object("metadata").ifPresent(pair -> all.add(metadata(pair)));
  }

  private static Filter folder(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("^/+|/+$", "");
    return plain.isEmpty() ? Filter.ALL : new Filter.InFolder(plain);
  }

  private static Filter type(JsonFields fields, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(ImageType.values())
        .filter(
            type ->
                type.name().toLowerCase(Locale.ROOT).equals(wanted)
                    || type.mediaType().equals(wanted)
                    || type.extensions().contains(wanted))
        .findFirst()
        .map(Filter.OfType::new)
        .orElseThrow(
            () ->
                fields.wrong(
                    "type",
                    Arrays.stream(ImageType.values())
                            .map(type -> type.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + " is allowed"));
  }

  private static Filter width(JsonFields size) {
    Filter filter = new Filter.Width(least(size), most(size));
    size.end();
    return filter;
  }

  private static Filter height(JsonFields size) {
    Filter filter = new Filter.Height(least(size), most(size));
    size.end();
    return filter;
  }

  private static int least(JsonFields size) {
    return size.integer("min", 0, Integer.MAX_VALUE).orElse(0);
  }

  private static int most(JsonFields size) {
    return size.integer("max", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
  }

  private static Filter taken(JsonFields span) {
    Filter filter =
        new Filter.Taken(date(span, "from").orElse(EARLIEST), date(span, "until").orElse(LATEST));
    span.end();
    return filter;
  }

  private static Filter added(JsonFields span) {
    Filter filter =
        new Filter.Added(date(span, "from").orElse(EARLIEST), date(span, "until").orElse(LATEST));
    span.end();
    return filter;
  }

  private static Optional<Instant> date(JsonFields span, String member) {
    return span.text(member, MAX_TEXT).map(text -> date(span, member, text));
  }

  private static Instant date(JsonFields span, String member, String text) {
    try {
      Instant date =
          text.length() <= "2024-01-01".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
        return date;
      }
    } catch (DateTimeParseException notOne) {
      // The sentence below says the same of all that is no date.
    }
    throw span.wrong(
        member, "a date such as 2024-01-31 or 2024-01-31T12:00:00Z, in UTC, is allowed");
  }

  private static Filter metadata(JsonFields pair) {
    Optional<String> key = pair.text("key", MAX_TEXT);
    Optional<String> value = pair.text("value", MAX_TEXT);
    pair.end();
    if (key.isEmpty() || value.isEmpty()) {
      throw new Refused(422, "%s needs a key and a value.".formatted(pair.path()));
    }
    return new Filter.HasMetadata(key.get(), value.get());
  }

  /** The filters of an address as the JSON that says the same. */
  public static ObjectNode fromAddress(Query query) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    var list = all.putArray("and");
    for (String name : List.of("folder", "tag", "type")) {
      query.all(name).forEach(value -> list.addObject().put(name, value));
    }
    query.all("metadata").forEach(pair -> list.addObject().set("metadata", pair(pair)));
    for (String side : List.of("width", "height")) {
      for (String bound : List.of("min", "max")) {
        query
            .all(bound + "_" + side)
            .forEach(value -> list.addObject().putObject(side).set(bound, AddressNumber.of(value)));
      }
    }
    for (String date : List.of("taken", "added")) {
      for (String bound : List.of("from", "until")) {
        query
            .all(date + "_" + bound)
            .forEach(value -> list.addObject().putObject(date).put(bound, value));
      }
    }
    return all;
  }

  private static ObjectNode pair(String text) {
    int at = text.indexOf('=');
    if (at < 1) {
      throw new Refused(422, "metadata is %s; a key, = and a value are allowed.".formatted(text));
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("key", text.substring(0, at))
        .put("value", text.substring(at + 1));
  }
}
