package dev.lince.app.cli;

import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import dev.lince.app.config.Variable;
import dev.lince.app.engine.Engine;
import dev.lince.app.engine.HubEngine;
import dev.lince.app.http.HttpLimits;
import dev.lince.app.http.HttpSettings;
import dev.lince.app.http.WebServer;
import dev.lince.app.http.explore.ExploreRoom;
import dev.lince.app.http.keys.KeyRoom;
import dev.lince.app.http.page.PageRoom;
import dev.lince.app.http.search.SearchRoom;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KeyFile;
import dev.lince.app.observe.Observers;
import dev.lince.app.thumbnails.ThumbnailCache;
import dev.lince.embed.clip.Hub;
import dev.lince.library.Library;
import dev.lince.store.ImageStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A whole Lince in the process of a test, over real HTTP, in step with its folders. */
public final class LiveServer implements AutoCloseable {
  private static final Duration GUARD = Duration.ofSeconds(60);

  private final Engine engine;
  private final ThumbnailCache thumbnails;
  private final WebServer web;
  private final HttpClient client = HttpClient.newHttpClient();

  private LiveServer(Engine engine, ThumbnailCache thumbnails, WebServer web) {
    this.engine = engine;
    this.thumbnails = thumbnails;
    this.web = web;
  }

  /**
   * Starts it, and waits until its library is in step.
   *
   * @param more settings beside the folders
   */
  public static LiveServer start(Path images, Path data, Map<Variable, String> more)
      throws InterruptedException {
    LiveServer started = startAtOnce(images, data, more);
    started.library().awaitIngest();
    return started;
  }

  /** As {@link #start}, while the ingest still runs. */
  public static LiveServer startAtOnce(Path images, Path data, Map<Variable, String> more) {
    return start(
        images,
        data,
        more,
        settings ->
            Engine.open(
                settings,
                failure -> {
                  throw failure;
                }));
  }

  /** As {@link #startAtOnce}, with a hub from which the model may come. */
  public static LiveServer startBeside(Hub hub, Path images, Path data) {
    return start(
        images,
        data,
        Map.of(Variable.LINCE_EMBEDDER, "auto"),
        settings -> HubEngine.open(settings, hub));
  }

  private static LiveServer start(
      Path images, Path data, Map<Variable, String> more, Function<Settings, Engine> opening) {
    Map<Variable, String> options = new HashMap<>(more);
    options.put(Variable.LINCE_IMAGES, images.toString());
    options.put(Variable.LINCE_DATA, data.toString());
    options.putIfAbsent(Variable.LINCE_EMBEDDER, "visual");
    options.putIfAbsent(Variable.LINCE_MODEL, "");
    options.putIfAbsent(Variable.DATABASE_URL, "");
    Settings settings = Settings.bind(Sources.ofThisProcess(options, List.of()));
    Engine engine = opening.apply(settings);
    HttpSettings http =
        new HttpSettings(
            "127.0.0.1", 0, List.of(), 0.2, 10_000_000, HttpLimits.DEFAULT, settings.basePath());
    AccessKeys keys = new AccessKeys(settings.access().given(), new KeyFile(settings.keyFile()));
    ThumbnailCache thumbnails = LibraryRooms.thumbnails(settings);
    return new LiveServer(
        engine,
        thumbnails,
        WebServer.start(
            http,
            new EngineBackend(engine),
            Observers.NONE,
            PageRoom.of(),
            SearchRoom.of(),
            ExploreRoom.of(new EngineLibrary(engine)),
            LibraryRooms.images(new EngineLibrary(engine), settings, thumbnails),
            KeyRoom.of(keys, settings.access().required())));
  }

  public ImageStore store() {
    return engine.store();
  }

  public Library library() {
    return engine.library();
  }

  /** Where it listens: {@code http://127.0.0.1:PORT}. */
  public String origin() {
    return "http://127.0.0.1:" + web.port();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin() + path)).timeout(GUARD);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  public <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new AssertionError("No answer came.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  public HttpResponse<String> postJson(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  @Override
  public void close() {
    web.close();
    thumbnails.close();
    engine.close();
    client.close();
  }
}
