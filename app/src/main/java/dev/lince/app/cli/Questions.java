package dev.lince.app.cli;

import dev.lince.app.cli.AskedPart.Kind;
import dev.lince.search.Region;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Puts questions into JSON, and reads the pictures that belong to them. Each file that the options
 * name is read once, since one of them may be standard input. For one thread.
 */
final class Questions {
  private final QueryOptions options;
  private final List<AskedPart> common;
  private final long maxBytes;
  private final Map<String, byte[]> read = new HashMap<>();

  /**
   * Reads the pictures of the parts that all questions have.
   *
   * @throws CommandFailed where one cannot be read
   */
  Questions(QueryOptions options, List<AskedPart> common, long maxBytes) {
    this.options = options;
    this.common = common;
    this.maxBytes = maxBytes;
    for (AskedPart part : common) {
      if (part.kind() == Kind.FILE && !read.containsKey(part.text())) {
        read.put(part.text(), named(part.text()));
      }
    }
  }

  private byte[] named(String file) {
    try {
      return PictureFile.read(file, maxBytes);
    } catch (CommandFailed failed) {
      throw new CommandFailed("%s: %s".formatted(file, failed.getMessage()), failed);
    }
  }

  /** The question that has only the common parts. */
  Question common() {
    return question(common, read);
  }

  /**
   * The question of one argument and the common parts.
   *
   * @throws CommandFailed where its picture cannot be read
   */
  Question of(AskedPart argument) {
    Map<String, byte[]> pictures = new HashMap<>(read);
    if (argument.kind() == Kind.FILE) {
      pictures.computeIfAbsent(argument.text(), file -> PictureFile.read(file, maxBytes));
    }
    return question(Stream.concat(Stream.of(argument), common.stream()).toList(), pictures);
  }

  /**
   * Files have plain names in the form, since theirs may be anything. The region is of the first
   * picture: that of the argument, else of the options.
   */
  private Question question(List<AskedPart> parts, Map<String, byte[]> files) {
    Map<String, byte[]> pictures = new HashMap<>();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("query");
      boolean regionToCome = options.region() != null;
      for (AskedPart part : parts) {
        String name = "picture" + pictures.size();
        byte[] picture = part.kind() == Kind.FILE ? files.get(part.text()) : null;
        json.writeStartObject();
        source(json, part, name);
        json.writeNumberProperty("weight", part.weight());
        if (picture != null) {
          pictures.put(name, picture);
          if (regionToCome) {
            region(json, Objects.requireNonNull(options.region()));
            regionToCome = false;
          }
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      rest(json);
      json.writeEndObject();
    }
    return new Question(text.toString(), pictures);
  }

  private static void source(JsonGenerator json, AskedPart part, String picture) {
    switch (part.kind()) {
      case FILE -> json.writeStringProperty("image", picture);
      case TEXT -> json.writeStringProperty("text", part.text());
      case ID -> json.writeNumberProperty("id", Long.parseLong(part.text()));
    }
  }

  private static void region(JsonGenerator json, Region region) {
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("x", region.x());
    json.writeNumberProperty("y", region.y());
    json.writeNumberProperty("width", region.width());
    json.writeNumberProperty("height", region.height());
    json.writeEndObject();
  }

  private void rest(JsonGenerator json) {
    json.writeNumberProperty("k", options.k());
    json.writeStringProperty("sort", options.sort());
    Double least = options.minSimilarity();
    if (least != null) {
      json.writeNumberProperty("min_similarity", least);
    }
    if (!options.filter().isEmpty()) {
      json.writeName("filter");
      options.filter().write(json);
    }
  }
}
