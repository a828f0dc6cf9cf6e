package dev.lince.app.http;

import static dev.lince.app.http.Album.JPEG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lince.search.SearchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Check 3: the room of all uploads under way has a bound, and so has their time. */
class UploadSpaceTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @Test
  void refusesAnUploadWhileOthersTakeTheRoomAndTakesItAfterwards() {
    var space = new UploadSpace(100);
    UploadSpace.Share first = space.open();
    first.take(70);
    UploadSpace.Share second = space.open();
    second.take(20);

    assertThatExceptionOfType(SearchException.Overloaded.class)
        .isThrownBy(() -> second.take(11))
        .withMessageContaining("LINCE_UPLOAD_SPACE");
    first.close();
    second.take(80);
    second.close();
    second.close();

    assertThat(space.free()).isEqualTo(100);
  }

  @Test
  void saysWhenToComeAgainAndLeavesNothingOnTheDisk() {
    var limits = new HttpLimits(List.of(), 100, 0, 60_000);
    var settings =
        new HttpSettings("127.0.0.1", 0, List.of(), 0.2, RunningServer.MAX_BYTES, limits);
    try (WebServer narrow = WebServer.start(settings, server.album())) {
      for (int i = 0; i < 3; i++) {
        Answer tooMuch = search(narrow, 90_000);
        tooMuch.problem(503);
        assertThat(tooMuch.header("Retry-After")).isPresent();
        assertThat(search(narrow, 50_000).status()).isEqualTo(200);
      }
      assertThat(narrow.temporaryFolder()).isEmptyDirectory();
    }
  }

  private static Answer search(WebServer narrow, int bytes) {
    byte[] body = new Multipart().file("file", "a.jpg", Arrays.copyOf(JPEG, bytes)).body();
    String head =
        "POST /search-similar-images/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(new Multipart().contentType(), body.length);
    return server.raw(narrow.port(), head, body);
  }

  @Test
  void endsABodyThatComesAByteNowAndThen() throws IOException {
    var clock = new AtomicLong();
    var space = new UploadSpace(1 << 20);
    byte[] sent = new byte[1 << 20];
    try (var share = space.open();
        var body = new MeteredBody(new ByteArrayInputStream(sent), share, clock::get)) {
      clock.set(MeteredBody.GRACE.toNanos());
      body.readNBytes(10);
      clock.addAndGet(Duration.ofSeconds(1).toNanos());

      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(body::read);
    }
    assertThat(space.free()).isEqualTo(1 << 20);
  }

  @Test
  void isPatientWithABodyThatComesSlowlyAllTheTime() throws IOException {
    var clock = new AtomicLong();
    var space = new UploadSpace(1 << 20);
    byte[] sent = new byte[600 << 10];
    try (var share = space.open();
        var body = new MeteredBody(new ByteArrayInputStream(sent), share, clock::get)) {
      for (int second = 0; second < 150; second++) {
        body.readNBytes(4 << 10);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
      }

      assertThat(body.read()).isEqualTo(-1);
    }
  }
}
