package dev.lince.app.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds a multipart body, well-formed until a test wants it otherwise. */
public final class Multipart {
  static final String BOUNDARY = "----lince";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public Multipart file(String field, String fileName, byte[] content) {
    return part(
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: image/jpeg"
            .formatted(field, fileName),
        content);
  }

  public Multipart field(String name, String value) {
    return part(
        "Content-Disposition: form-data; name=\"%s\"".formatted(name),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** A file that does not say of what type it is. */
  public Multipart untyped(String field, String fileName, byte[] content) {
    return part(
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"".formatted(field, fileName),
        content);
  }

  Multipart part(String headers, byte[] content) {
    text("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n");
    bytes.writeBytes(content);
    text("\r\n");
    return this;
  }

  public String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] body() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(bytes.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return whole.toByteArray();
  }

  private void text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
