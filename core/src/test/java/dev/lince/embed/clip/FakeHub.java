package dev.lince.embed.clip;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A hub on this machine, and its storage on another port: small files are answered at once, large
 * ones by a redirect to the storage.
 */
final class FakeHub implements AutoCloseable {
  static final String REPOSITORY = "owner/model";
  static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  /** What a server does with one file instead of sending it. */
  interface Prank {
    void play(HttpExchange exchange, byte[] content) throws IOException;
  }

  /** One request as it arrived. */
  record Request(
      String host, String path, String range, String authorization, Map<String, String> headers) {}

  /** Patient enough for a loaded machine, and quick to give up where nothing will come. */
  static final HubPatience PATIENCE =
      new HubPatience(3, 5, Duration.ofMillis(10), Duration.ofSeconds(5), Duration.ofSeconds(60));

  final Map<String, byte[]> content = new LinkedHashMap<>();
  final Map<String, Prank> pranks = new HashMap<>();
  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer hub = serve("hub");
  private final HttpServer storage = serve("storage");

  FakeHub() throws IOException {
    content.put(ModelFolder.CONFIG, "{}".getBytes(StandardCharsets.UTF_8));
    content.put(ModelFolder.PREPROCESSOR, "{\"size\":1}".getBytes(StandardCharsets.UTF_8));
    content.put(ModelFolder.TOKENIZER, noise(1, 10_000));
    content.put(ModelFolder.IMAGE_TOWER, noise(2, 3_000_000));
    content.put(ModelFolder.TEXT_TOWER, noise(3, 500_000));
  }

  /** A hub that has the files of a model's folder. */
  FakeHub(Path model) throws IOException {
    for (String file :
        List.of(
            ModelFolder.CONFIG,
            ModelFolder.PREPROCESSOR,
            ModelFolder.TOKENIZER,
            ModelFolder.IMAGE_TOWER,
            ModelFolder.TEXT_TOWER)) {
      content.put(file, Files.readAllBytes(model.resolve(file)));
    }
  }

  PinnedModel model() {
    return new PinnedModel(
        REPOSITORY,
        REVISION,
        content.entrySet().stream()
            .map(
                file ->
                    new PinnedModel.File(
                        file.getKey(), file.getValue().length, sha256(file.getValue())))
            .toList());
  }

  byte[] bytesOf(String file) {
    return Objects.requireNonNull(content.get(file), file);
  }

  String endpoint() {
    return "http://127.0.0.1:" + hub.getAddress().getPort();
  }

  String storage() {
    return "http://127.0.0.1:" + storage.getAddress().getPort();
  }

  Hub open(Path cache, Map<String, String> more) {
    Map<String, String> env = new HashMap<>(more);
    env.put("HF_ENDPOINT", endpoint());
    env.put("HF_HUB_CACHE", cache.toString());
    return new Hub(new HubSettings(env, cache), model(), PATIENCE);
  }

  List<Request> requestsFor(String file) {
    return requests.stream().filter(request -> request.path().endsWith("/" + file)).toList();
  }

  private HttpServer serve(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(name, exchange));
    server.start();
    return server;
  }

  private void answer(String host, HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      var headers = exchange.getRequestHeaders();
      requests.add(
          new Request(
              host,
              path,
              headers.getFirst("Range") == null ? "" : headers.getFirst("Range"),
              headers.getFirst("Authorization") == null ? "" : headers.getFirst("Authorization"),
              headers.entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().getFirst()))));
      String prefix = "/" + REPOSITORY + "/resolve/" + REVISION + "/";
      String file = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      byte[] bytes = content.get(file);
      if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().add("ETag", "\"" + etag(bytes) + "\"");
      boolean isLarge = bytes.length > 100_000;
      if (isLarge && host.equals("hub")) {
        exchange.getResponseHeaders().add("X-Linked-Etag", "\"" + sha256(bytes) + "\"");
        exchange.getResponseHeaders().add("Location", storage() + path);
        exchange.sendResponseHeaders(302, -1);
      } else {
        pranks.getOrDefault(file, FakeHub::send).play(exchange, bytes);
      }
    }
  }

  /** Sends {@code bytes}, or the part that was asked for. */
  static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    int from = begin(exchange, bytes);
    exchange.getResponseBody().write(bytes, from, bytes.length - from);
  }

  private static int begin(HttpExchange exchange, byte[] bytes) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (range != null) {
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
    return from;
  }

  /** Whether {@code exchange} came to the storage and not to the hub. */
  boolean isAtStorage(HttpExchange exchange) {
    return exchange.getLocalAddress().getPort() == storage.getAddress().getPort();
  }

  /** A redirect to {@code location}. */
  static void sendOn(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(307, -1);
  }

  /** Sends what a break leaves of {@code length} further bytes, and breaks the connection. */
  static void breakAfter(int length, HttpExchange exchange, byte[] bytes) throws IOException {
    int from = begin(exchange, bytes);
    exchange.getResponseBody().write(bytes, from, Math.min(length, bytes.length - from));
    exchange.getResponseBody().flush();
    throw new IOException("broken on purpose");
  }

  /** Without {@link Golden}, whose files are not there where this is used from a jar. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(FileHash.sha256().digest(bytes));
  }

  /** Like git's hash of a small file: 40 hex digits. */
  static String etag(byte[] bytes) {
    return sha256(bytes).substring(0, 40);
  }

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    hub.stop(0);
    storage.stop(0);
    threads.shutdownNow();
  }
}
