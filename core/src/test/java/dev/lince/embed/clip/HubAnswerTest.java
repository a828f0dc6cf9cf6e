package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import dev.lince.embed.EmbedException;
import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a hub, its storage and proxies between may answer. */
class HubAnswerTest {
  private static final DownloadProgress UNHEARD = (_, _) -> {};
  private static final String SECRET = "hf_neverToBeSeen";
  private static final String TOWER = ModelFolder.IMAGE_TOWER;

  @TempDir private Path cache;
  private FakeHub server;
  private Hub hub;

  @BeforeEach
  void serve() throws IOException {
    server = new FakeHub();
    hub = server.open(cache, Map.of("HF_TOKEN", SECRET));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAsAnOrdinaryProgramDoes() {
    hub.download(UNHEARD);
    for (FakeHub.Request request : server.requests) {
      assertThat(request.headers())
          .containsEntry("Accept-encoding", "identity")
          .hasEntrySatisfying("User-agent", it -> assertThat(it).matches("lince(/[\\w.-]+)?"))
          .doesNotContainKeys("Upgrade", "Http2-settings", "Cookie");
      assertThat(request.headers().keySet())
          .isSubsetOf(
              "Accept-encoding",
              "User-agent",
              "Host",
              "Connection",
              "Content-length",
              "Authorization");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void asksAgainWhereTheServerIsBusy(int status) {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          if (tries.incrementAndGet() < 3) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(status, -1);
          } else {
            FakeHub.send(exchange, bytes);
          }
        });
    assertThat(hub.download(UNHEARD).file(TOWER)).hasBinaryContent(server.bytesOf(TOWER));
    assertThat(tries).hasValue(3);
  }

  @Test
  void waitsUntilTheDateThatTheServerNames() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          if (tries.incrementAndGet() == 1) {
            exchange.getResponseHeaders().add("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT");
            exchange.sendResponseHeaders(429, -1);
          } else {
            FakeHub.send(exchange, bytes);
          }
        });
    assertThat(hub.download(UNHEARD).file(TOWER)).hasBinaryContent(server.bytesOf(TOWER));
  }

  @Test
  void givesUpAServerThatWantsToBeLeftAloneForLong() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        ModelFolder.CONFIG,
        (exchange, bytes) -> {
          tries.incrementAndGet();
          exchange.getResponseHeaders().add("Retry-After", "3600");
          exchange.sendResponseHeaders(429, -1);
        });
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(
            "the hub answered with the status 429 and asks to be left alone for 3600 seconds.");
    assertThat(tries).hasValue(1);
  }

  @Test
  void givesUpAServerThatStaysBusy() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        ModelFolder.CONFIG,
        (exchange, bytes) -> {
          tries.incrementAndGet();
          exchange.sendResponseHeaders(503, -1);
        });
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .hasMessageContaining("The model cannot be fetched: the hub answered with the status 503.");
    assertThat(tries).hasValue(FakeHub.PATIENCE.vainTries());
  }

  @Test
  void tellsTheHubsRefusalFromThatOfItsStorage() {
    server.pranks.put(TOWER, (exchange, bytes) -> exchange.sendResponseHeaders(403, -1));
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(
            "the hub's storage 127.0.0.1 refuses onnx/vision_model.onnx with the status 403, though"
                + " the hub sent us there; a proxy or a filter between may be the reason.")
        .hasMessageNotContaining("token may be needed");
    server.pranks.put(
        ModelFolder.CONFIG,
        (exchange, bytes) -> {
          exchange.getResponseHeaders().add("X-Error-Code", "GatedRepo");
          exchange.sendResponseHeaders(403, -1);
        });
    assertThatThrownBy(() -> server.open(cache.resolve("other"), Map.of()).download(UNHEARD))
        .hasMessageContaining(
            "The hub refuses config.json (GatedRepo) with the status 403; a token may be needed in HF_TOKEN");
  }

  @Test
  void asksTheHubForAFreshAddressWhereTheStorageRefusesTheOldOne() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          if (tries.incrementAndGet() == 1) {
            exchange.sendResponseHeaders(403, -1);
          } else {
            FakeHub.send(exchange, bytes);
          }
        });
    hub.download(UNHEARD);
    assertThat(server.requestsFor(TOWER))
        .extracting(FakeHub.Request::host)
        .containsExactly("hub", "storage", "hub", "storage");
  }

  @Test
  void knowsAPageFromAModel() {
    server.pranks.put(ModelFolder.CONFIG, HubAnswerTest::sendPage);
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining(
            "What came for config.json is not the model: it is a page (text/html)");
  }

  @Test
  void refusesWhatIsPacked() {
    server.pranks.put(
        ModelFolder.CONFIG,
        (exchange, bytes) -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          FakeHub.send(exchange, bytes);
        });
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("What came for config.json is packed (Content-Encoding gzip)");
  }

  @Test
  void refusesAFileThatIsShorterThanTheModels() {
    server.pranks.put(
        TOWER, (exchange, bytes) -> FakeHub.send(exchange, Arrays.copyOf(bytes, 2_000_000)));
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelBroken.class)
        .hasMessageStartingWith(
            "The hub sent a onnx/vision_model.onnx of 2000000 bytes, where the model's has 3000000;"
                + " it was thrown away.");
  }

  @Test
  void goesByTheContentWhereTheAnnouncedLengthLies() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          if (tries.incrementAndGet() == 1) {
            exchange.sendResponseHeaders(200, bytes.length + 1_000);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            throw new IOException("no more to send");
          }
          FakeHub.send(exchange, bytes);
        });
    assertThat(hub.download(UNHEARD).file(TOWER)).hasBinaryContent(server.bytesOf(TOWER));
  }

  @Test
  void takesAFileWhoseLengthIsNotAnnounced() {
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(bytes);
        });
    assertThat(hub.download(UNHEARD).file(TOWER)).hasBinaryContent(server.bytesOf(TOWER));
  }

  @Test
  void goesOnThroughAnyNumberOfBreaksAsLongAsSomethingComes() {
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          if (range == null || Integer.parseInt(range.replaceAll("\\D", "")) < 2_700_000) {
            FakeHub.breakAfter(300_000, exchange, bytes);
          }
          FakeHub.send(exchange, bytes);
        });
    assertThat(hub.download(UNHEARD).file(TOWER)).hasBinaryContent(server.bytesOf(TOWER));
    assertThat(server.requestsFor(TOWER)).hasSizeGreaterThan(2 * FakeHub.PATIENCE.vainTries());
  }

  @Test
  void givesUpWhereConnectionsBreakBeforeAnythingComes() {
    AtomicInteger tries = new AtomicInteger();
    server.pranks.put(
        TOWER,
        (exchange, bytes) -> {
          tries.incrementAndGet();
          throw new IOException("broken on purpose");
        });
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("The model cannot be fetched: ");
    assertThat(tries).hasValueGreaterThanOrEqualTo(FakeHub.PATIENCE.vainTries());
  }

  /** Slow: six seconds, twice the time that may pass without a byte. */
  @Test
  @Timeout(120)
  void isPatientWithAConnectionThatTrickles() {
    server.pranks.put(
        ModelFolder.PREPROCESSOR,
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, bytes.length);
          for (byte one : bytes) {
            exchange.getResponseBody().write(one);
            exchange.getResponseBody().flush();
            rest(600);
          }
        });
    Hub patient = server.open(cache, Map.of("HF_HUB_DOWNLOAD_TIMEOUT", "3"));
    assertThat(patient.download(UNHEARD).file(ModelFolder.PREPROCESSOR))
        .hasBinaryContent(server.bytesOf(ModelFolder.PREPROCESSOR));
    assertThat(server.requestsFor(ModelFolder.PREPROCESSOR)).hasSize(1);
  }

  @Test
  void namesTheHostThatCannotBeReached() {
    String endpoint = server.endpoint();
    server.close();
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("The model cannot be fetched: no connection to 127.0.0.1. By hand:")
        .hasMessageContaining(endpoint);
  }

  @Test
  @Timeout(60)
  void givesUpAServerThatTakesTheRequestAndNeverAnswers() {
    CountDownLatch tested = new CountDownLatch(1);
    server.pranks.put(ModelFolder.CONFIG, (exchange, bytes) -> rest(tested));
    Hub hasty = server.open(cache, Map.of("HF_HUB_ETAG_TIMEOUT", "1"));
    try {
      assertThatThrownBy(() -> hasty.download(UNHEARD))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining("no answer from 127.0.0.1 within 1 seconds");
    } finally {
      tested.countDown();
    }
  }

  @Test
  void neverShowsTheTokenWhateverFails() {
    Logger log = (Logger) LoggerFactory.getLogger("dev.lince");
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    Level usual = log.getLevel();
    heard.start();
    log.addAppender(heard);
    log.setLevel(Level.TRACE);
    try {
      failures()
          .forEach(
              (name, prank) -> {
                server.pranks.put(ModelFolder.CONFIG, prank);
                Throwable failure = catchThrowable(() -> hub.download(UNHEARD));
                assertThat(failure).as(name).isInstanceOf(EmbedException.class);
                assertThat(trace(failure)).as(name).doesNotContain(SECRET);
              });
      assertThat(heard.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .noneMatch(line -> line.contains(SECRET));
    } finally {
      log.detachAppender(heard);
      log.setLevel(usual);
    }
    assertThat(server.requests)
        .extracting(FakeHub.Request::authorization)
        .contains("Bearer " + SECRET);
  }

  @Test
  void doesNotShowATokenThatCannotBeOne() {
    Hub wrong = server.open(cache, Map.of("HF_TOKEN", SECRET + "\u0000é"));
    Throwable failure = catchThrowable(() -> wrong.download(UNHEARD));
    assertThat(failure)
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("The token for the hub has a sign that no token has");
    assertThat(trace(failure)).doesNotContain(SECRET);
    assertThat(server.requests).isEmpty();
  }

  private static Map<String, FakeHub.Prank> failures() {
    Map<String, FakeHub.Prank> failures = new LinkedHashMap<>();
    for (int status : new int[] {300, 400, 401, 403, 404, 407, 410, 416, 429, 451, 500, 503}) {
      failures.put(
          "status " + status, (exchange, bytes) -> exchange.sendResponseHeaders(status, -1));
    }
    failures.put("a page", HubAnswerTest::sendPage);
    failures.put("another hash", (exchange, bytes) -> FakeHub.send(exchange, new byte[2]));
    failures.put("too long", (exchange, bytes) -> FakeHub.send(exchange, new byte[20]));
    failures.put("loop", (exchange, bytes) -> FakeHub.sendOn(exchange, "?again"));
    failures.put("no address", (exchange, bytes) -> FakeHub.sendOn(exchange, "http://[broken"));
    failures.put("no web", (exchange, bytes) -> FakeHub.sendOn(exchange, "file:///etc/passwd"));
    failures.put(
        "no server", (exchange, bytes) -> FakeHub.sendOn(exchange, "http://127.0.0.1:1/x"));
    failures.put(
        "break",
        (exchange, bytes) -> {
          throw new IOException("broken on purpose");
        });
    return failures;
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void sendPage(HttpExchange exchange, byte[] bytes) throws IOException {
    byte[] page = "<!DOCTYPE html><p>Log in to the network.".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
  }

  private static void rest(int millis) throws IOException {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException("the test is over", e);
    }
  }

  private static void rest(CountDownLatch until) throws IOException {
    try {
      until.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException("the test is over", e);
    }
  }
}
