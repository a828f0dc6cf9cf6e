package dev.lince.app.http;

import static dev.lince.app.http.RunningServer.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {
  @TempDir Path folder;

  @Test
  void saysInOneSentenceThatThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> WebServer.start(settings(taken.getLocalPort()), new Album(folder)))
          .isInstanceOf(CannotListen.class)
          .hasMessageContaining("LINCE_PORT is " + taken.getLocalPort())
          .hasMessageContaining("another port");
    }
  }

  @Test
  void saysWhichHostItCannotListenOn() {
    assertThatThrownBy(() -> start("192.0.2.1"))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("LINCE_HOST is 192.0.2.1");
    assertThatThrownBy(() -> start("no such host"))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("LINCE_HOST is no such host");
  }

  @Test
  void stopsListeningWhenItIsClosedAndCanBeStartedAgain() throws IOException {
    WebServer first = WebServer.start(settings(0), new Album(folder));
    int port = first.port();
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    first.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    try (WebServer second = WebServer.start(settings(port), new Album(folder))) {
      assertThat(second.port()).isEqualTo(port);
    }
  }

  @Test
  void letsARunningSearchEndBeforeItIsClosed() throws Exception {
    var album = new Album(folder);
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    album.duringSearch =
        () -> {
          begun.countDown();
          awaitOrFail(mayEnd);
        };
    WebServer server = WebServer.start(settings(0), album);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newHttpClient()) {
      Multipart form = new Multipart().file("file", "a.jpg", Album.JPEG);
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%d/search-similar-images/".formatted(server.port())))
              .header("Content-Type", form.contentType())
              .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()))
              .build();
      var status =
          threads.submit(
              () -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
      awaitOrFail(begun);
      var closed = threads.submit(server::close);
      mayEnd.countDown();

      assertThat(status.get()).isEqualTo(200);
      closed.get();
    }
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      assertThat(latch.await(RunningServer.GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void leavesItsBackendOpen() {
    var album = new Album(folder);

    WebServer.start(settings(0), album).close();

    assertThat(album.closed).isFalse();
  }

  @Test
  void canBeClosedTwice() {
    WebServer server = WebServer.start(settings(0), new Album(folder));

    server.close();
    server.close();
  }

  @Test
  void refusesSettingsThatAreOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("127.0.0.1", 65_536, List.of(), 0.2, 1))
        .withMessageContaining("LINCE_PORT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("127.0.0.1", 0, List.of(), Double.NaN, 1))
        .withMessageContaining("SIMILARITY_THRESHOLD");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("127.0.0.1", 0, List.of(), 0.2, 0));
  }

  private void start(String host) {
    WebServer.start(new HttpSettings(host, 0, List.of(), 0.2, 1), new Album(folder)).close();
  }
}
