package dev.lince.app.cli;

import dev.lince.app.aot.BackgroundPreparation;
import dev.lince.app.config.NetworkLimits;
import dev.lince.app.config.Settings;
import dev.lince.app.engine.Engine;
import dev.lince.app.http.HttpLimits;
import dev.lince.app.http.HttpSettings;
import dev.lince.app.http.WebServer;
import dev.lince.app.http.explore.ExploreRoom;
import dev.lince.app.http.keys.KeyRoom;
import dev.lince.app.http.page.PageRoom;
import dev.lince.app.http.search.SearchRoom;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KeyFile;
import dev.lince.app.observe.Metrics;
import dev.lince.app.observe.Observers;
import dev.lince.app.observe.Traces;
import dev.lince.app.thumbnails.ThumbnailCache;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server from its start to its end. */
final class Serving {
  private static final Logger log = LoggerFactory.getLogger(Serving.class);

  private final Settings settings;
  private final Screen screen;

  Serving(Settings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
  }

  /**
   * Starts everything and waits; comes back only with a failure, since a signal ends the process
   * from the shutdown hook.
   */
  int run() throws InterruptedException {
    BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
    try (Closing closing = Closing.withTheProcess()) {
      start(closing, failures);
      throw failures.take();
    }
  }

  private void start(Closing closing, BlockingQueue<RuntimeException> failures) {
    refuseSecondServer();
    WebServer.requireFree(httpSettings());
    AccessKeys keys = new AccessKeys(settings.access().given(), new KeyFile(settings.keyFile()));
    Traces traces = closing.own(Traces.fromEnvironment(System.getenv(), WebServer.version()));
    Engine engine = closing.own(Engine.open(settings, failures::add));
    closing.own(ProgressWatch.start(() -> engine.library().progress(), screen));
    ThumbnailCache thumbnails = closing.own(LibraryRooms.thumbnails(settings));
    WebServer web =
        closing.own(
            WebServer.start(
                httpSettings(),
                new EngineBackend(engine),
                new Observers(settings.metrics() ? metrics(engine) : null, traces),
                PageRoom.of(),
                SearchRoom.of(),
                ExploreRoom.of(new EngineLibrary(engine)),
                LibraryRooms.images(new EngineLibrary(engine), settings, thumbnails),
                KeyRoom.of(keys, settings.access().required())));
    closing.own(() -> engine.library().close());
    URI url = URI.create("http://%s:%d".formatted(callableHost(settings.host()), web.port()));
    ServerFile file = new ServerFile(url, ProcessHandle.current().pid());
    closing.own(Announcement.of(file, settings.serverFile()));
    announce(url);
    offerFirstKey(keys, web.port());
    closing.own(
        BackgroundPreparation.startIfUseful(System.getenv().getOrDefault("LINCE_AOT", "auto")));
  }

  private static Metrics metrics(Engine engine) {
    Metrics metrics = new Metrics(WebServer.version());
    metrics.watch(engine);
    return metrics;
  }

  /** A collector of logs is not to meet a line that is not JSON. */
  private void announce(URI url) {
    String sentence =
        "Lince is at %s – its API is described at %s/docs. Ctrl-C ends it.".formatted(url, url);
    switch (settings.logFormat()) {
      case TEXT -> screen.aside(() -> System.out.println(sentence));
      case JSON -> log.info(sentence);
    }
  }

  /** Where the log is for collectors, all that is printed is kept, and a key is not to be. */
  private void offerFirstKey(AccessKeys keys, int port) {
    try {
      switch (settings.logFormat()) {
        case TEXT -> keys.makeFirst().ifPresent(key -> show(port, key));
        case JSON -> {
          if (keys.all().isEmpty()) {
            log.info(
                "There are no keys: `lince keys add NAME --write` makes one, to change the library from other machines");
          }
        }
      }
    } catch (IOException failed) {
      log.warn("No key was made, since the data folder takes no writes: {}", failed.toString());
    }
  }

  private void show(int port, String key) {
    String address =
        settings.basePath().isEmpty() ? "this address" : "this path of your proxy's address";
    screen.aside(
        () ->
            System.out.println(
                "To change the library from other machines, or in a container, open %s, or send the key in it; it is not shown again:%n%s%s/#key=%s"
                    .formatted(address, keyServer(port), settings.basePath(), key)));
  }

  /** Only the proxy's address has the base path, and nobody knows that address here. */
  private String keyServer(int port) {
    if (!settings.basePath().isEmpty()) {
      return "";
    }
    String host = callableHost(settings.host());
    boolean here = host.startsWith("127.") || host.equals("[::1]");
    return "http://%s:%d".formatted(here ? "localhost" : host, port);
  }

  private void refuseSecondServer() {
    RunningServer.find(settings.serverFile(), Optional.empty())
        .ifPresent(
            server -> {
              throw new CommandFailed(
                  "A server with the data folder %s runs already at %s; end that one, or give this one a folder of its own with --data."
                      .formatted(settings.data(), server.url()));
            });
  }

  private HttpSettings httpSettings() {
    return new HttpSettings(
        settings.host(),
        settings.port(),
        settings.allowedOrigins(),
        settings.similarityThreshold(),
        settings.limits().maxBytes(),
        limits(settings.network()),
        settings.basePath());
  }

  static HttpLimits limits(NetworkLimits network) {
    return new HttpLimits(
        network.allowedHosts(),
        network.connections(),
        network.connectionsPerAddress(),
        network.uploadBytes());
  }

  /** An address that listens for every one is no address to call. */
  static String callableHost(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
