package dev.lince.app.cli;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How the command line shows a vector. */
final class VectorLine {
  private VectorLine() {}

  /**
   * One line of JSON. Each number is the shortest that reads back as the same float.
   *
   * @param kind {@code file} or {@code text}
   * @param source as the person wrote it
   */
  static String of(String kind, String source, String space, float[] vector) {
    StringWriter line = new StringWriter(12 * vector.length);
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty(kind, source);
      json.writeStringProperty("space", space);
      json.writeArrayPropertyStart("embedding");
      for (float value : vector) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return line.toString();
  }
}
