package dev.lince.embed.clip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubProxyTest {
  private static final DownloadProgress UNHEARD = (_, _) -> {};
  private static final String LOGIN =
      "Basic " + Base64.getEncoder().encodeToString("lynx:p@ss".getBytes(UTF_8));

  @TempDir private Path folder;

  /** The hub plays the proxy: it answers for a host that nobody could find. */
  @Test
  void asksTheHubThroughTheProxyAndExemptedHostsDirectly() throws IOException {
    try (FakeHub proxy = new FakeHub()) {
      String address = proxy.endpoint().replace("http://", "http://lynx:p%40ss@");
      Map<String, String> env = new HashMap<>();
      env.put("HF_ENDPOINT", "http://hub.invalid");
      env.put("HF_HUB_CACHE", folder.toString());
      env.put("HTTP_PROXY", address);
      env.put("NO_PROXY", "localhost,127.0.0.1");
      Hub hub = new Hub(new HubSettings(env, folder), proxy.model(), FakeHub.PATIENCE);

      hub.download(UNHEARD);

      for (FakeHub.Request request : proxy.requests) {
        boolean isHub = request.host().equals("hub");
        assertThat(request.headers().getOrDefault("Proxy-authorization", ""))
            .isEqualTo(isHub ? LOGIN : "");
        assertThat(request.headers().get("Host")).isEqualTo(isHub ? "hub.invalid" : host(proxy));
      }
      assertThat(proxy.requests).extracting(FakeHub.Request::host).contains("hub", "storage");
    }
  }

  @Test
  void saysWhatAProxyWantsThatAsksForAPassword() throws IOException {
    try (FakeHub proxy = new FakeHub()) {
      proxy.pranks.put(
          ModelFolder.CONFIG,
          (exchange, bytes) -> {
            exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"way out\"");
            exchange.sendResponseHeaders(407, -1);
          });
      Hub hub = open(proxy, Map.of("http_proxy", proxy.endpoint()));
      assertThatThrownBy(() -> hub.download(UNHEARD))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining("The proxy asks for a name and a password (status 407)");
    }
  }

  @Test
  @Timeout(60)
  void saysWhatAProxyWantsThatOpensNoTunnelWithoutAPassword() throws IOException {
    try (FakeHub server = new FakeHub();
        ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<String> heard = new CopyOnWriteArrayList<>();
      String answer = "407 Who\r\nProxy-Authenticate: Basic realm=\"way out\"";
      Thread.ofVirtual().start(() -> refuseTunnels(proxy, answer, heard));
      Map<String, String> env =
          Map.of(
              "HF_ENDPOINT",
              "https://hub.invalid",
              "HF_HUB_CACHE",
              folder.toString(),
              "HTTPS_PROXY",
              "127.0.0.1:" + proxy.getLocalPort());
      Hub hub = new Hub(new HubSettings(env, folder), server.model(), FakeHub.PATIENCE);
      assertThatThrownBy(() -> hub.download(UNHEARD))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining("The proxy asks for a name and a password (status 407)");
      assertThat(heard).contains("CONNECT hub.invalid:443 HTTP/1.1");
    }
  }

  @Test
  void namesTheProxyThatCannotBeReachedWithoutItsPassword() throws IOException {
    try (FakeHub server = new FakeHub()) {
      Hub hub = open(server, Map.of("http_proxy", "http://lynx:secret@127.0.0.1:1"));
      assertThatThrownBy(() -> hub.download(UNHEARD))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining("no connection to hub.invalid by the proxy 127.0.0.1:1.")
          .hasMessageNotContaining("secret");
    }
  }

  /** In a process of its own, since Java reads once what it may tell a proxy. */
  @Test
  @Timeout(120)
  void opensATunnelWithThePasswordForTheSafeAddress() throws Exception {
    try (FakeHub server = new FakeHub();
        ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<String> heard = new CopyOnWriteArrayList<>();
      Thread.ofVirtual().start(() -> refuseTunnels(proxy, "502 No", heard));
      Path log = folder.resolve("log");
      Process process =
          HubProcess.start(
              server,
              folder.resolve("cache"),
              log,
              Map.of(
                  "HF_ENDPOINT", "https://hub.invalid",
                  "HF_TOKEN", "token",
                  "HTTPS_PROXY", "http://lynx:p%40ss@127.0.0.1:" + proxy.getLocalPort()));

      assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(3);
      assertThat(heard)
          .contains("CONNECT hub.invalid:443 HTTP/1.1", "Proxy-Authorization: " + LOGIN)
          .noneMatch(line -> line.contains("token"));
      assertThat(Files.readString(log)).doesNotContain("p@ss", "p%40ss");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hub.test                | https://hub.test        | true",
        "hub.test                | https://cdn.hub.test    | true",
        ".hub.test               | https://cdn.hub.test    | true",
        "*.hub.test              | https://cdn.hub.test    | true",
        "other.test, hub.test    | https://HUB.test        | true",
        "*                       | https://hub.test        | true",
        "hub.test:443            | https://hub.test        | true",
        "hub.test:8443           | https://hub.test        | false",
        "hub.test                | https://myhub.test      | false",
        "hub.test                | https://hub.test.evil   | false",
        "127.0.0.1               | https://127.0.0.1:8000  | true",
        "''                      | https://hub.test        | false"
      })
  void exemptsHostsAsOtherProgramsDo(String exempt, String address, boolean isExempt) {
    HubProxy proxy = settings("HTTPS_PROXY", "http://proxy.test:3128", "NO_PROXY", exempt).proxy();
    assertThat(proxy.of(URI.create(address)).isEmpty()).isEqualTo(isExempt);
  }

  @Test
  void takesTheFirstVariableThatIsSet() {
    URI https = URI.create("https://hub.test");
    URI http = URI.create("http://hub.test");
    assertThat(settings("HTTPS_PROXY", "a:1", "https_proxy", "b:2").proxy().of(https))
        .hasToString("Optional[b:2]");
    assertThat(settings("HTTPS_PROXY", "a:1", "ALL_PROXY", "c:3").proxy().of(http))
        .hasToString("Optional[c:3]");
    assertThat(settings("HTTPS_PROXY", "http://lynx:secret@a").proxy().of(https))
        .hasToString("Optional[a:80]");
    assertThat(settings().proxy().of(https)).isEmpty();
  }

  @Test
  void givesWayToJavasOwnProperties() {
    HubProxy proxy = settings("HTTPS_PROXY", "http://env.test:1").proxy();
    System.setProperty("https.proxyHost", "java.test");
    try {
      assertThat(proxy.select(URI.create("https://hub.test")))
          .extracting(Proxy::toString)
          .singleElement()
          .asString()
          .contains("java.test");
    } finally {
      System.clearProperty("https.proxyHost");
    }
  }

  @ParameterizedTest
  @CsvSource({"socks5://lynx:secret@a:1", "https://lynx:secret@a:1", "http://lynx:sec ret@a"})
  void refusesAProxyThatItCannotUseWithoutShowingIt(String value) {
    assertThatThrownBy(() -> Hub.fromEnvironment(Map.of("HTTPS_PROXY", value), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "HTTPS_PROXY is no proxy that Lince can use; http://host:port or"
                + " http://name:password@host:port is needed.")
        .hasNoCause();
  }

  private Hub open(FakeHub server, Map<String, String> more) {
    Map<String, String> env = new HashMap<>(more);
    env.put("HF_ENDPOINT", "http://hub.invalid");
    env.put("HF_HUB_CACHE", folder.toString());
    return new Hub(new HubSettings(env, folder), server.model(), FakeHub.PATIENCE);
  }

  private HubSettings settings(String... pairs) {
    Map<String, String> env = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      env.put(pairs[i], pairs[i + 1]);
    }
    return new HubSettings(env, folder);
  }

  private static String host(FakeHub server) {
    return server.storage().substring("http://".length());
  }

  private static void refuseTunnels(ServerSocket server, String answer, List<String> heard) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          heard.add(line);
        }
        socket
            .getOutputStream()
            .write("HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n".formatted(answer).getBytes(UTF_8));
      } catch (IOException e) {
        return;
      }
    }
  }
}
