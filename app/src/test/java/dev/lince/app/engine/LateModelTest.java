package dev.lince.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import dev.lince.app.config.Variable;
import dev.lince.embed.EmbedException;
import dev.lince.embed.clip.TinyHub;
import dev.lince.library.IngestProgress;
import dev.lince.library.ReembedProgress;
import dev.lince.search.QueryPart;
import dev.lince.search.ScoredHit;
import dev.lince.search.SearchOrder;
import dev.lince.search.SearchRequest;
import dev.lince.search.Stages;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code auto}, from a start without a model to the library in CLIP's space. */
class LateModelTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();

  @TempDir Path home;
  private TinyHub server;

  @BeforeEach
  void serve() throws IOException {
    server = new TinyHub(TINY, home.resolve("hub"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersAtOnceAndGoesOverToTheModelWhenItComes() throws IOException {
    byte[] cat = Files.readAllBytes(EXAMPLES.resolve("cats/chelsea.jpg"));
    AtomicInteger refused = new AtomicInteger();
    Map<String, Integer> ids;
    try (Engine engine = open()) {
      until(() -> engine.library().progress().phase() == IngestProgress.Phase.DONE);
      assertThat(engine.status().space()).isEqualTo("visual");
      assertThat(engine.status().model())
          .isInstanceOfAny(ModelState.Asked.class, ModelState.Fetching.class);
      assertThatThrownBy(() -> byWords(engine)).isInstanceOf(EmbedException.NoText.class);
      ids = ids(engine.store());
      Thread searching = searchUntilSwitched(engine, cat, refused);

      server.arrive();

      until(() -> !"visual".equals(engine.status().space()));
      join(searching);
      EngineStatus after = engine.status();
      assertThat(after.reembedding())
          .isNotNull()
          .extracting(ReembedProgress::phase)
          .isEqualTo(ReembedProgress.Phase.SWITCHED);
      assertThat(after.failure()).isNull();
      assertThat(after.formerSpace()).isEqualTo("visual");
      assertThat(ids(engine.store())).isEqualTo(ids);
      assertThat(byWords(engine)).hasSize(5);
      assertThat(first(engine, cat).image().path()).isEqualTo("cats/chelsea.jpg");
    }
    assertThat(refused).as("searches that were refused meanwhile").hasValue(0);

    try (Engine again = open()) {
      until(() -> again.library().progress().phase() == IngestProgress.Phase.DONE);
      assertThat(again.library().progress().toDo()).as("nothing is embedded again").isZero();
      assertThat(again.status().model()).isNull();
      assertThat(ids(again.store())).isEqualTo(ids);
    }
  }

  @Test
  void aLibraryOfTheModelNeverGoesBackWhenTheModelIsGone() throws IOException {
    server.arrive();
    try (Engine engine = open()) {
      until(() -> !"visual".equals(engine.status().space()));
    }
    deleteModel();
    server.close();

    try (Engine engine = open()) {
      until(() -> engine.readiness() instanceof Readiness.Failed);
      assertThat(engine.status().space()).isNull();
      assertThatThrownBy(() -> first(engine, new byte[0])).isInstanceOf(NotReady.class);
    }
  }

  @Test
  void staysWithTheDescriptorsWhereTheHubCannotBeReachedAndSaysWhatToDo() {
    server.close();
    try (Engine engine = open()) {
      until(() -> engine.status().failure() != null);

      assertThat(engine.status().space()).isEqualTo("visual");
      assertThat(engine.readiness()).isInstanceOf(Readiness.Ready.class);
      assertThat(engine.status().model())
          .isInstanceOfSatisfying(
              ModelState.Unavailable.class,
              model -> assertThat(model.sentence()).contains("curl").contains("LINCE_MODEL"));
    }
  }

  /** Each answer must be of one space: the picture itself is its own nearest in either. */
  private static Thread searchUntilSwitched(Engine engine, byte[] cat, AtomicInteger refused) {
    return Thread.ofPlatform()
        .start(
            () -> {
              while ("visual".equals(engine.status().space())) {
                try {
                  Hit hit = first(engine, cat);
                  if (!hit.image().path().equals("cats/chelsea.jpg") || hit.similarity() < 0.999) {
                    refused.incrementAndGet();
                  }
                } catch (RuntimeException failed) {
                  refused.incrementAndGet();
                }
              }
            });
  }

  private static Hit first(Engine engine, byte[] picture) {
    return engine.search(searcher -> searcher.byImage(picture, 1, -1)).getFirst();
  }

  private static List<ScoredHit> byWords(Engine engine) {
    SearchRequest request =
        new SearchRequest(
            List.of(new QueryPart(new QueryPart.Source.Words("a cat"), 1)),
            Filter.ALL,
            5,
            Double.NEGATIVE_INFINITY,
            new SearchOrder.BySimilarity(null),
            OptionalInt.empty());
    return engine.search(searcher -> searcher.search(request, Stages.UNHEARD)).hits();
  }

  private Engine open() {
    Settings settings =
        Settings.bind(
            Sources.ofThisProcess(
                Map.of(
                    Variable.LINCE_IMAGES, EXAMPLES.toString(),
                    Variable.LINCE_DATA, home.resolve("data").toString(),
                    Variable.LINCE_EMBEDDER, "auto",
                    Variable.LINCE_MODEL, "",
                    Variable.DATABASE_URL, ""),
                List.of()));
    return Engine.open(settings, server.hub(), failure -> {});
  }

  private void deleteModel() throws IOException {
    try (var files = Files.walk(home.resolve("hub"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Map<String, Integer> ids(ImageStore store) {
    Map<String, Integer> ids = new TreeMap<>();
    store.scan(Filter.ALL, stored -> ids.put(stored.image().path(), stored.image().id()));
    return ids;
  }

  private static void join(Thread thread) {
    try {
      assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  private static void until(BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for two minutes").isLessThan(limit);
      Thread.onSpinWait();
    }
  }
}
