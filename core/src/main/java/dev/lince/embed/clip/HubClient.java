package dev.lince.embed.clip;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub for files. Redirects are followed here and not by the JDK's client, since the token
 * is for the hub alone, and the storage that it points to is another host. Whoever opened it closes
 * it.
 */
final class HubClient implements AutoCloseable {
  private static final int MAX_REDIRECTS = 8;
  private static final Pattern ETAG = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private final HubSettings settings;
  private final PinnedModel model;
  private final URI endpoint;
  private final HttpClient http;

  HubClient(HubSettings settings, PinnedModel model) {
    this.settings = settings;
    this.model = model;
    this.endpoint = settings.endpoint();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.answerTimeout())
            .build();
  }

  /** The address of {@code path} in the model's repository. */
  static URI address(URI endpoint, PinnedModel model, String path) {
    return URI.create(
        "%s/%s/resolve/%s/%s".formatted(endpoint, model.repository(), model.revision(), path));
  }

  /**
   * Asks for {@code file} from the byte {@code from} on. The answer may be any but a redirect; the
   * caller closes its body.
   */
  Answer get(PinnedModel.File file, long from) throws IOException, InterruptedException {
    URI uri = address(endpoint, model, file.path());
    String etag = null;
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      HttpResponse<TimedBody> response = http.send(request(uri, from), _ -> new TimedBody());
      etag = isHub(uri) ? etag(response.headers()).orElse(etag) : etag;
      Optional<String> location = response.headers().firstValue("Location");
      if (response.statusCode() / 100 != 3 || location.isEmpty()) {
        return new Answer(response.statusCode(), response.headers(), etag, response.body());
      }
      response.body().close();
      uri = redirected(uri, location.get());
    }
    throw new IOException("the hub sent us on more than %d times".formatted(MAX_REDIRECTS));
  }

  private HttpRequest request(URI uri, long from) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(settings.answerTimeout())
            .header("Accept-Encoding", "identity")
            .header("User-Agent", "lince");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    if (isHub(uri)) {
      settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    }
    return request.build();
  }

  private boolean isHub(URI uri) {
    return endpoint.getScheme().equals(uri.getScheme())
        && endpoint.getHost().equalsIgnoreCase(uri.getHost())
        && endpoint.getPort() == uri.getPort();
  }

  private static URI redirected(URI from, String location) throws IOException {
    try {
      URI to = from.resolve(location);
      boolean isWeb = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
      boolean isWeaker = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
      if (!isWeb || isWeaker) {
        throw new IOException("the hub sent us on to an address that is not safe, " + to.getHost());
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw new IOException("the hub sent us on to an address that is none", e);
    }
  }

  /** The name of the content; only what is a plain hash, since it becomes a file's name. */
  private static Optional<String> etag(HttpHeaders headers) {
    return headers
        .firstValue("X-Linked-Etag")
        .or(() -> headers.firstValue("ETag"))
        .map(value -> value.replaceFirst("^W/", "").replace("\"", ""))
        .filter(value -> ETAG.matcher(value).matches());
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  /** What came back: {@code etag} is the hub's name for the content, where it gave one. */
  record Answer(int status, HttpHeaders headers, @Nullable String etag, TimedBody body) {}
}
