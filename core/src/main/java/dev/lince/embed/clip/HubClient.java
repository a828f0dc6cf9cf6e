package dev.lince.embed.clip;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final String USER_AGENT =
      Optional.ofNullable(HubClient.class.getPackage().getImplementationVersion())
          .map("lince/"::concat)
          .orElse("lince");

  private final HubSettings settings;
  private final PinnedModel model;
  private final URI endpoint;
  private final HubProxy proxy;
  private final HttpClient http;

  HubClient(HubSettings settings, PinnedModel model) {
    this.settings = settings;
    this.model = model;
    this.endpoint = settings.endpoint();
    this.proxy = settings.proxy();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.answerTimeout())
            .proxy(proxy)
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
      HttpResponse<TimedBody> response = send(request(uri, from));
      etag = isHub(uri) ? etag(response.headers()).orElse(etag) : etag;
      Optional<String> location = response.headers().firstValue("Location");
      if (response.statusCode() / 100 != 3 || location.isEmpty()) {
        String storage = isHub(uri) ? null : uri.getHost();
        return new Answer(
            response.statusCode(), response.headers(), storage, etag, response.body());
      }
      response.body().close();
      uri = redirected(uri, location.get());
    }
    throw new IOException("the hub sent us on more than %d times".formatted(MAX_REDIRECTS));
  }

  /**
   * Waits for the head of the answer alone. A time limit of the request's own would from Java 26 on
   * hold for the whole body, and a large file may take hours.
   */
  private HttpResponse<TimedBody> send(HttpRequest request)
      throws IOException, InterruptedException {
    Duration limit = settings.answerTimeout();
    CompletableFuture<HttpResponse<TimedBody>> response =
        http.sendAsync(request, _ -> new TimedBody());
    try {
      return response.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unreached(request.uri(), e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "no answer from %s within %d seconds".formatted(wayTo(request.uri()), limit.toSeconds()));
    } finally {
      response.cancel(true);
    }
  }

  private IOException unreached(URI uri, Throwable cause) {
    boolean isBare = cause instanceof ConnectException || cause.getMessage() == null;
    String reason =
        isBare ? "no connection to " + wayTo(uri) : wayTo(uri) + ": " + cause.getMessage();
    return new IOException(reason, cause);
  }

  private String wayTo(URI uri) {
    return uri.getHost() + proxy.of(uri).map(it -> " by the proxy " + it).orElse("");
  }

  private HttpRequest request(URI uri, long from) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Accept-Encoding", "identity")
            .header("User-Agent", USER_AGENT);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    if (isHub(uri)) {
      settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    }
    proxy
        .of(uri)
        .flatMap(HubProxy.Address::authorization)
        .ifPresent(login -> request.header("Proxy-Authorization", login));
    return request.build();
  }

  private boolean isHub(URI uri) {
    return Origin.of(endpoint).equals(Origin.of(uri));
  }

  /** The cause of a failure is left out, since such an address may be signed. */
  static URI redirected(URI from, String location) throws IOException {
    URI to;
    try {
      // URI.resolve() follows an older rule, by which a bare query cuts off the path's last part.
      to = from.resolve(location.startsWith("?") ? from.getRawPath() + location : location);
    } catch (IllegalArgumentException e) {
      throw new IOException("the hub sent us on to an address that is none");
    }
    boolean isWeb = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
    if (!isWeb || to.getHost() == null) {
      throw new IOException("the hub sent us on to an address that is not on the web");
    }
    if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
      throw new IOException(
          "the hub sent us on to an address that is not safe, http://" + to.getHost());
    }
    return to;
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

  /**
   * What came back.
   *
   * @param storage the host that answered, where the hub sent us on to another
   * @param etag the hub's name for the content, where it gave one
   */
  record Answer(
      int status,
      HttpHeaders headers,
      @Nullable String storage,
      @Nullable String etag,
      TimedBody body) {
    boolean isOfHub() {
      return storage == null;
    }

    /** Who answered, for a sentence. */
    String from() {
      return storage == null ? "the hub" : "the hub's storage " + storage;
    }
  }
}
