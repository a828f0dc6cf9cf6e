package dev.lince.app.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The body of a {@code multipart/form-data} request, kept in memory. For one thread. */
final class Form {
  private final String boundary = "lince-" + UUID.randomUUID();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  /** Adds a field of text. */
  Form field(String name, String text) {
    return part(
        "name=\"%s\"".formatted(name),
        "text/plain; charset=utf-8",
        text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a file.
   *
   * @param fileName as people see it; no control characters are sent on
   */
  Form file(String name, String fileName, byte[] content) {
    String plain =
        fileName.replaceAll("\\p{Cntrl}", "_").replace("\\", "\\\\").replace("\"", "\\\"");
    return part(
        "name=\"%s\"; filename=\"%s\"".formatted(name, plain), "application/octet-stream", content);
  }

  private Form part(String disposition, String mediaType, byte[] content) {
    write(
        "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, disposition, mediaType));
    parts.writeBytes(content);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  String mediaType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The whole body, with its end. */
  byte[] body() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(parts.toByteArray());
    whole.writeBytes("--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }
}
