package dev.lince.app.aot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** What a server is asked in a training run: each kind of call, once or a few times. */
final class TrainingRequests implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int SEARCHES = 10;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;

  TrainingRequests(int port) {
    server = URI.create("http://127.0.0.1:" + port);
  }

  /** Whether it answers a search with a picture of its library. */
  boolean finds(Path picture) {
    try {
      HttpResponse<String> answer = search(picture);
      return answer.statusCode() == 200 && answer.body().contains("\"similarity\"");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Sends all of them. */
  void send(Path picture) throws IOException {
    for (int i = 0; i < SEARCHES; i++) {
      search(picture);
    }
    for (String path :
        new String[] {
          "/",
          "/health",
          "/static/0.jpg",
          "/docs",
          "/redoc",
          "/openapi.json",
          "/api/v1/search?text=a",
          "/api/v1/images?limit=2",
          "/api/v1/images/1/similar?k=3&min_width=1",
          "/api/v1/images/1/thumbnail",
          "/api/v1/explore?count=2",
          "/api/v1/facets",
          "/api/v1/status"
        }) {
      exchange(HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT).build());
    }
  }

  private HttpResponse<String> search(Path picture) throws IOException {
    String head =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"picture\"\r\n\r\n";
    return exchange(
        HttpRequest.newBuilder(server.resolve("/search-similar-images/?k=3&threshold=0"))
            .timeout(LIMIT)
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofByteArray(head.getBytes(StandardCharsets.UTF_8)),
                    BodyPublishers.ofFile(picture),
                    BodyPublishers.ofString("\r\n--edge--\r\n")))
            .build());
  }

  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("The training was interrupted.", stop);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
