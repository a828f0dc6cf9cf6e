package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HubTest {
  private static final DownloadProgress UNHEARD = (_, _) -> {};

  @TempDir private Path cache;
  private FakeHub server;
  private Hub hub;

  @BeforeEach
  void serve() throws IOException {
    server = new FakeHub();
    hub = server.open(cache, Map.of("HF_TOKEN", "secret"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void bringsWhatImagesNeedIntoTheStandardLayout() throws IOException {
    List<String> progress = new ArrayList<>();
    assertThat(hub.cached()).isEmpty();

    ModelFolder folder = hub.download((done, total) -> progress.add(done + "/" + total));

    Path repository = cache.resolve("models--owner--model");
    assertThat(folder.root()).isEqualTo(repository.resolve("snapshots/" + FakeHub.REVISION));
    byte[] tower = server.bytesOf(ModelFolder.IMAGE_TOWER);
    Path link = folder.file(ModelFolder.IMAGE_TOWER);
    assertThat(link).hasBinaryContent(tower);
    assertThat(Files.readSymbolicLink(link))
        .isEqualTo(Path.of("../../../blobs/" + Golden.sha256(tower)));
    assertThat(Files.readSymbolicLink(folder.file(ModelFolder.CONFIG)).getFileName())
        .hasToString(FakeHub.etag(server.bytesOf(ModelFolder.CONFIG)));
    assertThat(folder.file(ModelFolder.TEXT_TOWER)).doesNotExist();
    assertThat(progress).startsWith("0/3010012").endsWith("3010012/3010012");
    assertThat(hub.cached().map(ModelFolder::root)).isEqualTo(Optional.of(folder.root()));
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void marksACacheThatItMakesAsACache() throws IOException {
    Path made = cache.resolve("made");
    server.open(made, Map.of()).download(UNHEARD);
    assertThat(made.resolve("CACHEDIR.TAG"))
        .content()
        .startsWith("Signature: 8a477f597d28d172789f06886806bc55\n");
    hub.download(UNHEARD);
    assertThat(cache.resolve("CACHEDIR.TAG")).as("in a folder of someone else").doesNotExist();
  }

  @Test
  void readsWhatOtherProgramsHavePutThere() throws IOException {
    Path repository = cache.resolve("models--owner--model");
    Path snapshot = repository.resolve("snapshots/" + FakeHub.REVISION);
    Files.createDirectories(snapshot.resolve("onnx"));
    Files.createDirectories(repository.resolve("blobs"));
    for (String file : ModelFolder.ESSENTIAL) {
      if (file.equals(ModelFolder.IMAGE_TOWER)) {
        Path blob = repository.resolve("blobs/" + Golden.sha256(server.bytesOf(file)));
        Files.write(blob, server.bytesOf(file));
        Files.createSymbolicLink(
            snapshot.resolve(file), Path.of("../../../blobs").resolve(blob.getFileName()));
      } else {
        Files.write(snapshot.resolve(file), server.bytesOf(file));
      }
    }
    assertThat(hub.cached()).isPresent();
    hub.download(UNHEARD);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void takesWhatAnotherRevisionHasBroughtAlready() throws IOException {
    byte[] tower = server.bytesOf(ModelFolder.IMAGE_TOWER);
    Path blobs = Files.createDirectories(cache.resolve("models--owner--model/blobs"));
    Path blob = Files.write(blobs.resolve(Golden.sha256(tower)), tower);

    Path linked = hub.download(UNHEARD).file(ModelFolder.IMAGE_TOWER);

    assertThat(linked.toRealPath()).isEqualTo(blob.toRealPath());
    assertThat(server.requestsFor(ModelFolder.IMAGE_TOWER)).isEmpty();
  }

  @Test
  void fetchesAnewWhatAnotherRevisionHasDamaged() throws IOException {
    byte[] tower = server.bytesOf(ModelFolder.IMAGE_TOWER);
    Path blobs = Files.createDirectories(cache.resolve("models--owner--model/blobs"));
    Files.write(blobs.resolve(Golden.sha256(tower)), new byte[tower.length]);
    assertThat(hub.download(UNHEARD).file(ModelFolder.IMAGE_TOWER)).hasBinaryContent(tower);
  }

  @Test
  void fetchesWhatALinkPointsToInVain() throws IOException {
    Path snapshot = cache.resolve("models--owner--model/snapshots/" + FakeHub.REVISION);
    Files.createDirectories(snapshot);
    Files.createSymbolicLink(snapshot.resolve(ModelFolder.CONFIG), Path.of("../../blobs/gone"));
    assertThat(hub.download(UNHEARD).file(ModelFolder.CONFIG))
        .hasBinaryContent(server.bytesOf(ModelFolder.CONFIG));
  }

  @Test
  void fetchesTheTextTowerWhenItIsNeeded() {
    ModelFolder folder = hub.download(UNHEARD);
    assertThat(folder.knowsWords()).isTrue();
    assertThat(folder.textTower()).hasBinaryContent(server.bytesOf(ModelFolder.TEXT_TOWER));
  }

  @Test
  void fetchesOnlyWhatIsMissing() throws IOException {
    ModelFolder folder = hub.download(UNHEARD);
    Files.delete(folder.file(ModelFolder.CONFIG));
    server.requests.clear();

    hub.download(UNHEARD);

    assertThat(server.requests).hasSize(1);
    assertThat(server.requestsFor(ModelFolder.CONFIG)).isNotEmpty();
  }

  @Test
  void putsFilesInPlaceWhereLinksAreForbidden() {
    Hub plain = server.open(cache, Map.of("HF_HUB_DISABLE_SYMLINKS", "1"));
    Path tower = plain.download(UNHEARD).file(ModelFolder.IMAGE_TOWER);
    assertThat(Files.isSymbolicLink(tower)).isFalse();
    assertThat(hub.cached()).isPresent();
  }

  @Test
  void takesAFileOfAnotherSizeForMissing() throws IOException {
    ModelFolder folder = hub.download(UNHEARD);
    Files.writeString(folder.file(ModelFolder.TOKENIZER).toRealPath(), "cut");
    assertThat(hub.cached()).isEmpty();
    assertThat(hub.download(UNHEARD).file(ModelFolder.TOKENIZER))
        .hasBinaryContent(server.bytesOf(ModelFolder.TOKENIZER));
  }

  @Test
  void givesTheTokenToTheHubAndNotToItsStorage() {
    hub.download(UNHEARD);
    assertThat(server.requestsFor(ModelFolder.IMAGE_TOWER))
        .extracting(FakeHub.Request::host, FakeHub.Request::authorization)
        .containsExactly(tuple("hub", "Bearer secret"), tuple("storage", ""));
  }

  @Test
  void refusesAFileOfAnotherHashAndKeepsNothingOfIt() throws IOException {
    byte[] other = server.bytesOf(ModelFolder.IMAGE_TOWER).clone();
    other[1_000_000]++;
    server.pranks.put(ModelFolder.IMAGE_TOWER, (exchange, bytes) -> FakeHub.send(exchange, other));

    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining("sent a onnx/vision_model.onnx with the SHA-256");
    assertThat(hub.cached()).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void stopsAtAFileThatIsLongerThanItMayBe() throws IOException {
    server.pranks.put(
        ModelFolder.TOKENIZER,
        (exchange, bytes) -> FakeHub.send(exchange, Arrays.copyOf(bytes, bytes.length + 1)));
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining("more than the 10000 bytes that tokenizer.json must have");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void takesUpABrokenDownloadWhereItBroke() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        ModelFolder.IMAGE_TOWER,
        (exchange, bytes) -> {
          if (tries.incrementAndGet() < 3) {
            FakeHub.breakAfter(1_000_000, exchange, bytes);
          } else {
            FakeHub.send(exchange, bytes);
          }
        });

    assertThat(hub.download(UNHEARD).file(ModelFolder.IMAGE_TOWER))
        .hasBinaryContent(server.bytesOf(ModelFolder.IMAGE_TOWER));
    assertThat(server.requestsFor(ModelFolder.IMAGE_TOWER))
        .filteredOn(request -> request.host().equals("storage"))
        .extracting(FakeHub.Request::range)
        .hasSize(3)
        .satisfies(
            ranges -> {
              assertThat(ranges.get(0)).isEmpty();
              assertThat(ranges.get(1)).matches("bytes=[1-9]\\d*-");
              assertThat(ranges.get(2)).matches("bytes=[1-9]\\d*-");
            });
  }

  @Test
  void startsAgainWhereTheHubCannotSendARest() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        ModelFolder.IMAGE_TOWER,
        (exchange, bytes) -> {
          if (tries.incrementAndGet() == 1) {
            FakeHub.breakAfter(1_000_000, exchange, bytes);
          } else {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    assertThat(hub.download(UNHEARD).file(ModelFolder.IMAGE_TOWER))
        .hasBinaryContent(server.bytesOf(ModelFolder.IMAGE_TOWER));
  }

  @Test
  void saysHowToBringTheModelByHandWhereTheHubHasNoSuchFile() {
    Hub wanting = server.open(cache, Map.of());
    server.content.remove(ModelFolder.IMAGE_TOWER);
    assertThatThrownBy(() -> wanting.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("The hub has no onnx/vision_model.onnx (status 404).")
        .hasMessageContaining("set LINCE_MODEL to it: for f in config.json ")
        .hasMessageContaining(
            "curl -fL --create-dirs -o clip/$f %s/owner/model/resolve/%s/$f; done"
                .formatted(server.endpoint(), FakeHub.REVISION));
  }

  @Test
  void saysThatATokenMayBeNeededWhereTheHubRefuses() {
    server.pranks.put(
        ModelFolder.CONFIG, (exchange, bytes) -> exchange.sendResponseHeaders(401, -1));
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("status 401; a token may be needed in HF_TOKEN")
        .hasMessageNotContaining("secret");
  }

  @Test
  void asksNobodyWhereTheEnvironmentForbidsIt() {
    for (String variable : List.of("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")) {
      Hub offline = server.open(cache, Map.of(variable, "yes"));
      assertThatThrownBy(() -> offline.download(UNHEARD))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining(variable + " forbids to fetch it");
    }
    assertThat(server.requests).isEmpty();
  }

  @Test
  void needsNoNetworkForWhatIsCached() {
    hub.download(UNHEARD);
    Hub offline = server.open(cache, Map.of("HF_HUB_OFFLINE", "1"));
    assertThat(offline.download(UNHEARD).root()).isEqualTo(hub.cached().orElseThrow().root());
  }

  @Test
  @Timeout(60)
  void givesUpAHubThatFallsSilent() {
    CountDownLatch tested = new CountDownLatch(1);
    server.pranks.put(ModelFolder.IMAGE_TOWER, (exchange, bytes) -> fallSilent(exchange, tested));
    Hub hasty = server.open(cache, Map.of("HF_HUB_DOWNLOAD_TIMEOUT", "1"));
    try {
      assertThatThrownBy(() -> hasty.download(UNHEARD))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining("nothing came for 1 seconds");
    } finally {
      tested.countDown();
    }
  }

  @Test
  @Timeout(30)
  void stopsWhenItsThreadIsInterrupted() throws Exception {
    CountDownLatch tested = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    server.pranks.put(
        ModelFolder.IMAGE_TOWER,
        (exchange, bytes) -> {
          asked.countDown();
          fallSilent(exchange, tested);
        });
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    hub.download(UNHEARD);
                  } catch (ModelUnavailable e) {
                    outcome.set(e);
                  }
                });
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join(5_000);
    tested.countDown();
    assertThat(thread.isAlive()).isFalse();
    assertThat(outcome.get()).hasMessage("The download of the model was stopped.");
    server.pranks.clear();
    assertThat(hub.download(UNHEARD).file(ModelFolder.IMAGE_TOWER))
        .hasBinaryContent(server.bytesOf(ModelFolder.IMAGE_TOWER));
    assertThat(leftovers()).isEmpty();
  }

  private static void fallSilent(HttpExchange exchange, CountDownLatch until) throws IOException {
    exchange.sendResponseHeaders(200, 3_000_000);
    exchange.getResponseBody().write(new byte[1000]);
    exchange.getResponseBody().flush();
    try {
      until.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".lince-partial")).toList();
    }
  }
}
