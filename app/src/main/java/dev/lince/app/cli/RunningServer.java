package dev.lince.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server that works on the same data folder, asked over HTTP. Uses {@link HttpURLConnection},
 * since loading the newer client takes a quarter of a second, which is longer than most searches.
 */
final class RunningServer implements Searching {
  private static final Duration GREETING_LIMIT = Duration.ofSeconds(2);
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

  private final URI url;

  private RunningServer(URI url) {
    this.url = url;
  }

  /** The server that the file names, if its process is there and it answers as a Lince. */
  static Optional<RunningServer> find(Path serverFile) {
    return ServerFile.read(serverFile)
        .filter(ServerFile::processLives)
        .map(file -> new RunningServer(file.url()))
        .filter(RunningServer::answers);
  }

  URI url() {
    return url;
  }

  /**
   * Sends the picture to the search of the contract.
   *
   * @throws CommandFailed with the server's sentence where it refuses
   */
  @Override
  public Found byImage(byte[] image, int k, double threshold) {
    String boundary = "lince-" + java.util.UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"query\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(boundary);
    String tail = "\r\n--%s--\r\n".formatted(boundary);
    return exchange(
        "/search-similar-images/?k=%d&threshold=%s".formatted(k, threshold),
        connection -> {
          connection.setRequestMethod("POST");
          connection.setDoOutput(true);
          connection.setRequestProperty(
              "Content-Type", "multipart/form-data; boundary=" + boundary);
          connection.setFixedLengthStreamingMode(
              (long) head.length() + image.length + tail.length());
          try (var body = connection.getOutputStream()) {
            body.write(head.getBytes(StandardCharsets.US_ASCII));
            body.write(image);
            body.write(tail.getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  @Override
  public Found byText(String text, int k, double threshold) {
    return exchange(
        "/api/v1/search?text=%s&k=%d%s"
            .formatted(
                URLEncoder.encode(text, StandardCharsets.UTF_8),
                k,
                threshold == 0 ? "" : "&min_similarity=" + threshold),
        connection -> {});
  }

  /**
   * What runs there, as its API describes it.
   *
   * @throws CommandFailed where it does not answer any more
   */
  JsonNode status() {
    try (InputStream body = body(open("/api/v1/status", ANSWER_LIMIT))) {
      return JsonMapper.shared().readTree(body);
    } catch (IOException | JacksonException e) {
      throw new CommandFailed(
          "The server at %s did not answer: %s.".formatted(url, e.getMessage()), e);
    }
  }

  /** Keeps nothing open. */
  @Override
  public void close() {}

  private boolean answers() {
    try {
      HttpURLConnection connection = open("/health", GREETING_LIMIT);
      try (InputStream body = body(connection)) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8)
            .contains("\"image-search-backend\"");
      }
    } catch (IOException e) {
      return false;
    }
  }

  private Found exchange(String call, Request request) {
    try {
      HttpURLConnection connection = open(call, ANSWER_LIMIT);
      request.send(connection);
      int status = connection.getResponseCode();
      try (InputStream body = body(connection)) {
        byte[] answer = body.readAllBytes();
        if (status != HttpURLConnection.HTTP_OK) {
          throw new CommandFailed(Answers.detail(answer, status));
        }
        return Answers.found(answer);
      }
    } catch (IOException e) {
      throw new CommandFailed(
          "The server at %s did not answer: %s.".formatted(url, e.getMessage()), e);
    }
  }

  private HttpURLConnection open(String call, Duration limit) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) url.resolve(call).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) GREETING_LIMIT.toMillis());
    connection.setReadTimeout((int) limit.toMillis());
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static InputStream body(HttpURLConnection connection) throws IOException {
    InputStream body =
        connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream();
    return body == null ? InputStream.nullInputStream() : body;
  }

  /** Writes what a call needs beyond its address. */
  private interface Request {
    void send(HttpURLConnection connection) throws IOException;
  }
}
