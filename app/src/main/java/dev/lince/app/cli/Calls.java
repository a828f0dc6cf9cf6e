package dev.lince.app.cli;

import dev.lince.app.config.CallerKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a server's API. Uses {@link HttpURLConnection}, since loading the newer client takes a
 * quarter of a second, which is longer than most searches. Keeps nothing open.
 *
 * @param url of the server
 * @param key that each call shows
 */
record Calls(URI url, Optional<CallerKey> key) {
  private static final Duration CONNECTING = Duration.ofSeconds(2);

  /** Changes of a hundred thousand pictures take their time. */
  private static final Duration ANSWERING = Duration.ofMinutes(10);

  private static final String JSON = "application/json";

  /** How long a call is made again and again to a server that has no time for it. */
  private static final Duration INSISTING = Duration.ofMinutes(2);

  /**
   * What came back.
   *
   * @param pause after which the server wants to be asked again; zero where it says nothing of it
   */
  record Answer(int status, byte[] body, Duration pause) {
    boolean isGood() {
      return status < HttpURLConnection.HTTP_BAD_REQUEST;
    }

    boolean wantsToBeAskedAgain() {
      return !isGood() && pause.isPositive();
    }

    /**
     * The body.
     *
     * @throws CommandFailed with the server's sentence where it refused
     */
    byte[] good() {
      if (!isGood()) {
        throw new CommandFailed(refusal());
      }
      return body;
    }

    /** The server's sentence. */
    String refusal() {
      return Answers.detail(body, status);
    }
  }

  /** A call without a body. */
  Answer get(String call) {
    return get(call, ANSWERING);
  }

  /** As {@link #get(String)}, with a limit to how long the answer takes. */
  Answer get(String call, Duration limit) {
    return exchange("GET", call, null, "", limit);
  }

  /** Deletes what the address names. */
  Answer delete(String call) {
    return exchange("DELETE", call, null, "", ANSWERING);
  }

  /** A call whose body is JSON. */
  Answer post(String call, String json) {
    return exchange("POST", call, json.getBytes(StandardCharsets.UTF_8), JSON, ANSWERING);
  }

  /** A call whose body is a form. */
  Answer post(String call, Form form) {
    return exchange("POST", call, form.body(), form.mediaType(), ANSWERING);
  }

  /**
   * As {@link #post(String, Form)}; again after the pause that a busy server asks for.
   *
   * @param waiting hears why, before each pause
   */
  Answer insist(String call, Form form, Consumer<String> waiting) {
    long limit = System.nanoTime() + INSISTING.toNanos();
    while (true) {
      Answer answer = post(call, form);
      boolean late = System.nanoTime() + answer.pause().toNanos() > limit;
      if (!answer.wantsToBeAskedAgain() || late) {
        return answer;
      }
      waiting.accept(answer.refusal());
      try {
        Thread.sleep(answer.pause());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return answer;
      }
    }
  }

  private Answer exchange(
      String method, String call, byte @Nullable [] body, String mediaType, Duration limit) {
    try {
      HttpURLConnection connection = open(call, limit);
      connection.setRequestMethod(method);
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", mediaType);
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connection.getOutputStream()) {
          out.write(body);
        }
      }
      int status = connection.getResponseCode();
      try (InputStream answer = body(connection, status)) {
        int pause = Math.max(0, connection.getHeaderFieldInt("Retry-After", 0));
        return new Answer(status, answer.readAllBytes(), Duration.ofSeconds(pause));
      }
    } catch (IOException e) {
      throw new CommandFailed(
          "The server at %s did not answer: %s.".formatted(url, e.getMessage()), e);
    }
  }

  private HttpURLConnection open(String call, Duration limit) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) url.resolve(call).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) CONNECTING.toMillis());
    connection.setReadTimeout((int) limit.toMillis());
    connection.setInstanceFollowRedirects(false);
    key.ifPresent(
        known -> connection.setRequestProperty("Authorization", "Bearer " + known.secret()));
    return connection;
  }

  private static InputStream body(HttpURLConnection connection, int status) throws IOException {
    InputStream body =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream();
    return body == null ? InputStream.nullInputStream() : body;
  }
}
