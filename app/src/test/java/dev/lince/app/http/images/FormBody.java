package dev.lince.app.http.images;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A multipart/form-data body, as curl writes it. */
final class FormBody {
  private static final String BOUNDARY = "----lince-test";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FormBody file(String fileName, byte[] content) {
    part("name=\"file\"; filename=\"%s\"".formatted(fileName), content);
    return this;
  }

  FormBody field(String name, String value) {
    part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private void part(String what, byte[] content) {
    bytes.writeBytes(
        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
            .formatted(BOUNDARY, what)
            .getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(content);
    bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  HttpRequest.Builder on(HttpRequest.Builder request) {
    bytes.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()));
  }
}
