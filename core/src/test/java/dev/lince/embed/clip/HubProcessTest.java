package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one cache, one after the other and at once. */
class HubProcessTest {
  private static final DownloadProgress UNHEARD = (_, _) -> {};
  private static final String TOWER = ModelFolder.IMAGE_TOWER;

  @TempDir private Path folder;
  private Path cache;
  private FakeHub server;

  @BeforeEach
  void serve() throws IOException {
    cache = folder.resolve("cache");
    server = new FakeHub();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Timeout(120)
  void goesOnWhereAKilledProcessWas() throws Exception {
    CountDownLatch isKilled = new CountDownLatch(1);
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes, 0, 1_000_000);
          exchange.getResponseBody().flush();
          await(isKilled);
        });
    Process process = HubProcess.start(server, cache, folder.resolve("log"), Map.of());
    Hub hub = server.open(cache, Map.of());
    while (process.isAlive() && partialBytes() < 1_000_000) {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
    isKilled.countDown();
    server.pranks.clear();
    server.requests.clear();

    assertThat(hub.download(UNHEARD).file(TOWER)).hasBinaryContent(server.bytesOf(TOWER));
    assertThat(server.requestsFor(TOWER))
        .extracting(FakeHub.Request::range)
        .containsOnly("bytes=1000000-");
    assertThat(partials()).isEmpty();
  }

  @Test
  @Timeout(120)
  void twoProcessesAtOnceFetchEachFileOnce() throws Exception {
    CountDownLatch bothRun = new CountDownLatch(1);
    server.pranks.put(
        ModelFolder.CONFIG,
        (exchange, bytes) -> {
          await(bothRun);
          FakeHub.send(exchange, bytes);
        });
    Path firstLog = folder.resolve("first");
    Path secondLog = folder.resolve("second");
    Process first = HubProcess.start(server, cache, firstLog, Map.of());
    Process second = HubProcess.start(server, cache, secondLog, Map.of());
    while (server.requests.isEmpty() && first.isAlive() && second.isAlive()) {
      first.waitFor(50, TimeUnit.MILLISECONDS);
    }
    bothRun.countDown();

    assertThat(first.waitFor()).as(Files.readString(firstLog)).isZero();
    assertThat(second.waitFor()).as(Files.readString(secondLog)).isZero();
    ModelFolder model = server.open(cache, Map.of()).cached().orElseThrow();
    for (String file : ModelFolder.ESSENTIAL) {
      assertThat(model.file(file)).hasBinaryContent(server.bytesOf(file));
    }
    assertThat(server.requests)
        .extracting(request -> request.host() + request.path())
        .doesNotHaveDuplicates();
    assertThat(partials()).isEmpty();
  }

  @Test
  @Timeout(120)
  void twoHubsOfOneProcessFetchEachFileOnce() throws Exception {
    Thread other = Thread.ofPlatform().start(() -> server.open(cache, Map.of()).download(UNHEARD));
    server.open(cache, Map.of()).download(UNHEARD);
    other.join();
    assertThat(server.requests)
        .extracting(request -> request.host() + request.path())
        .doesNotHaveDuplicates();
  }

  @Test
  void fetchesWithoutALockWhereThereAreNone() throws IOException {
    Files.createDirectories(cache);
    Files.writeString(cache.resolve(".locks"), "no folder");
    Path left = leave(new byte[1000]);

    assertThat(server.open(cache, Map.of()).download(UNHEARD).file(TOWER))
        .hasBinaryContent(server.bytesOf(TOWER));
    assertThat(left).as("what may be another's").hasBinaryContent(new byte[1000]);
  }

  @Test
  void passesByALockWhoseOwnerDoesNotStir() throws IOException {
    Map<String, String> env =
        Map.of("HF_ENDPOINT", server.endpoint(), "HF_HUB_CACHE", cache.toString());
    HubPatience none = new HubPatience(3, 5, Duration.ofMillis(10), Duration.ZERO, Duration.ZERO);
    PinnedModel.File tower =
        server.model().files().stream()
            .filter(it -> it.path().equals(TOWER))
            .findAny()
            .orElseThrow();
    HubCache layout = new HubCache(cache, server.model(), true);
    try (HubLock held = HubLock.tryTake(layout.lock(tower)).orElseThrow()) {
      assertThat(HubLock.tryTake(layout.lock(tower))).as("beside %s", held).isEmpty();
      Hub hub = new Hub(new HubSettings(env, folder), server.model(), none);
      assertThat(hub.download(UNHEARD).file(TOWER)).hasBinaryContent(server.bytesOf(TOWER));
    }
    assertThat(partials()).isEmpty();
  }

  @Test
  void beginsAnewWhereWhatWasLeftIsDamaged() throws IOException {
    byte[] damaged = Arrays.copyOf(server.bytesOf(TOWER), 2_000_000);
    damaged[7]++;
    leave(damaged);
    assertThat(server.open(cache, Map.of()).download(UNHEARD).file(TOWER))
        .hasBinaryContent(server.bytesOf(TOWER));
    assertThat(server.requestsFor(TOWER))
        .filteredOn(request -> request.host().equals("storage"))
        .extracting(FakeHub.Request::range)
        .containsExactly("bytes=2000000-", "");
  }

  @Test
  void asksForNothingWhereAllWasLeft() throws IOException {
    leave(server.bytesOf(TOWER));
    assertThat(server.open(cache, Map.of()).download(UNHEARD).file(TOWER))
        .hasBinaryContent(server.bytesOf(TOWER));
    assertThat(server.requestsFor(TOWER)).isEmpty();
  }

  @Test
  void beginsAnewWhereMoreWasLeftThanTheFileHas() throws IOException {
    leave(new byte[4_000_000]);
    assertThat(server.open(cache, Map.of()).download(UNHEARD).file(TOWER))
        .hasBinaryContent(server.bytesOf(TOWER));
  }

  @Test
  void deletesWhatWasLeftLongAgoAndNobodyTookUp() throws IOException {
    Path blobs = Files.createDirectories(blobs());
    Path old = Files.writeString(blobs.resolve("of-another-version.lince-partial"), "old");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    Path young = Files.writeString(blobs.resolve("of-another-process.lince-partial"), "young");
    Path foreign = Files.writeString(blobs.resolve("abc.12345678.incomplete"), "not ours");
    Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(Duration.ofDays(80))));

    server.open(cache, Map.of()).download(UNHEARD);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(foreign).exists();
  }

  private Path leave(byte[] bytes) throws IOException {
    Files.createDirectories(blobs());
    String name = Golden.sha256(server.bytesOf(TOWER)) + ".lince-partial";
    return Files.write(blobs().resolve(name), bytes);
  }

  private Path blobs() {
    return cache.resolve("models--owner--model/blobs");
  }

  private long partialBytes() throws IOException {
    Path partial = blobs().resolve(Golden.sha256(server.bytesOf(TOWER)) + ".lince-partial");
    return Files.exists(partial) ? Files.size(partial) : 0;
  }

  private List<Path> partials() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".lince-partial")).toList();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException("the test is over", e);
    }
  }
}
