package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the hub may send us, and what goes along. */
class HubRedirectTest {
  private static final DownloadProgress UNHEARD = (_, _) -> {};
  private static final String CONFIG = ModelFolder.CONFIG;

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
  void keepsTheTokenFromTheOtherHostAndFromWhereThatSendsOn() {
    server.pranks.put(
        CONFIG,
        (exchange, bytes) -> {
          String query = exchange.getRequestURI().getQuery();
          if (!server.isAtStorage(exchange)) {
            FakeHub.sendOn(exchange, server.storage() + exchange.getRequestURI().getPath());
          } else if (query == null) {
            FakeHub.sendOn(exchange, "?signed");
          } else {
            FakeHub.send(exchange, bytes);
          }
        });
    hub.download(UNHEARD);
    assertThat(server.requestsFor(CONFIG))
        .extracting(FakeHub.Request::host, FakeHub.Request::authorization)
        .containsExactly(tuple("hub", "Bearer secret"), tuple("storage", ""), tuple("storage", ""));
  }

  @Test
  void followsARenamedRepositoryWithItsToken() {
    server.content.put("/owner/renamed/config.json", server.bytesOf(CONFIG));
    server.pranks.put(
        CONFIG, (exchange, bytes) -> FakeHub.sendOn(exchange, "/owner/renamed/config.json"));
    hub.download(UNHEARD);
    assertThat(server.requests)
        .extracting(FakeHub.Request::path, FakeHub.Request::authorization)
        .contains(tuple("/owner/renamed/config.json", "Bearer secret"));
  }

  @Test
  void followsNoCircle() {
    server.pranks.put(CONFIG, (exchange, bytes) -> FakeHub.sendOn(exchange, "?again"));
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("the hub sent us on more than 8 times");
    assertThat(server.requestsFor(CONFIG)).hasSizeLessThan(30);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd, an address that is not on the web",
    "ftp://127.0.0.1/x, an address that is not on the web",
    "http://[broken, an address that is none"
  })
  void followsNothingButTheWeb(String location, String reason) {
    server.pranks.put(CONFIG, (exchange, bytes) -> FakeHub.sendOn(exchange, location));
    assertThatThrownBy(() -> hub.download(UNHEARD))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("the hub sent us on to " + reason);
  }

  @Test
  void goesFromASafeAddressToNoUnsafeOne() {
    URI hub = URI.create("https://hub.test/a");
    assertThatThrownBy(() -> HubClient.redirected(hub, "http://storage.test/signed?key=1"))
        .isInstanceOf(IOException.class)
        .hasMessage("the hub sent us on to an address that is not safe, http://storage.test");
  }

  @ParameterizedTest
  @CsvSource({
    "https://hub.test, https://hub.test:443/x, true",
    "https://hub.test/mirror, https://HUB.test/x, true",
    "http://hub.test:80, http://hub.test/x, true",
    "https://hub.test, http://hub.test/x, false",
    "https://hub.test, https://hub.test:8443/x, false",
    "https://hub.test, https://hub.test.evil.test/x, false",
    "https://hub.test, https://cdn.hub.test/x, false",
    "https://hub.test, https://hub.test@evil.test/x, false"
  })
  void anOriginIsSchemeHostAndPort(String endpoint, String address, boolean isSame) {
    assertThat(Origin.of(URI.create(endpoint)).equals(Origin.of(URI.create(address))))
        .isEqualTo(isSame);
  }
}
