package dev.lince.app.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Pictures of the API's answers as people read them. */
final class ImagesText {
  private ImagesText() {}

  /** Id, size, path and tags. */
  static String line(JsonNode image) {
    String size =
        image.path("width").isNumber()
            ? "%d×%d".formatted(image.path("width").asInt(), image.path("height").asInt())
            : "";
    String tags =
        image.path("tags").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    return "%6d  %-9s  %s%s"
        .formatted(
            image.path("id").asInt(),
            size,
            path(image),
            tags.isEmpty() ? "" : "  [" + FoundText.printable(tags) + "]");
  }

  /** The path in the library. */
  static String path(JsonNode image) {
    return FoundText.printable(Answers.path(image.path("path").asString("")));
  }

  /** A number of pictures in words. */
  static String count(long pictures) {
    return pictures == 1 ? "1 picture" : "%,d pictures".formatted(pictures);
  }

  /** The first ones of a change, a line each, and how many more there are. */
  static String first(JsonNode answer) {
    StringBuilder lines = new StringBuilder();
    JsonNode images = answer.path("images");
    images
        .valueStream()
        .forEach(
            image -> lines.append("%6d  %s%n".formatted(image.path("id").asInt(), path(image))));
    long more = answer.path("matched").asLong() - images.size();
    if (more > 0) {
      lines.append("        and %,d more%n".formatted(more));
    }
    return lines.toString();
  }

  /** Says how many of the ids that were named are not there. The exit code. */
  static int missing(SelectionOptions selection, JsonNode answer, PrintWriter err) {
    long missing = selection.missing(answer.path("matched").asLong());
    if (missing == 0) {
      return CommandLines.OK;
    }
    err.println("lince: %,d of the ids are not in the library.".formatted(missing));
    return CommandLines.FAILED;
  }
}
