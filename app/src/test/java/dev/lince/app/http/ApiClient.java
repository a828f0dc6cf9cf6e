package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.stream.Stream;

/** Calls the API of a whole Lince. */
public class ApiClient {
  private final LiveServer server;
  private final String[] headers;

  public ApiClient(LiveServer server) {
    this(server, new String[0]);
  }

  private ApiClient(LiveServer server, String[] headers) {
    this.server = server;
    this.headers = headers;
  }

  /** A client of the same server that sends these headers, names and values in turn, every time. */
  public ApiClient with(String... always) {
    return new ApiClient(server, joined(headers, always));
  }

  public Answer get(String path, String... more) {
    return send("GET", path, BodyPublishers.noBody(), more);
  }

  /** The body of a successful answer. */
  public byte[] bytes(String path) {
    Answer answer = get(path);
    assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(200);
    return answer.body();
  }

  public Answer post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  public Answer post(String path, String json) {
    return send("POST", path, BodyPublishers.ofString(json), "Content-Type", "application/json");
  }

  public Answer post(String path, Multipart form) {
    BodyPublisher body = BodyPublishers.ofByteArray(form.body());
    return send("POST", path, body, "Content-Type", form.contentType());
  }

  /** Sends a change that does not say that it is JSON, as it need not. */
  public Answer patch(String path, String json) {
    return send("PATCH", path, BodyPublishers.ofString(json));
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Answer send(String method, String path, BodyPublisher body, String... more) {
    HttpRequest.Builder request = server.request(path).method(method, body);
    String[] all = joined(headers, more);
    if (all.length > 0) {
      request.headers(all);
    }
    var response = server.send(request, BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  private static String[] joined(String[] some, String[] more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }
}
