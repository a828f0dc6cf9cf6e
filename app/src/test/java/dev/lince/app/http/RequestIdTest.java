package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "4bf92f35-77b3_x.1",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void keepsTheNameThatARequestCameWith(String id) {
    assertThat(server.get("/health", "X-Request-Id", id).header("X-Request-Id")).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "two words",
        "a\tb",
        "<script>",
        "ñ",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void givesANameOfItsOwnInPlaceOfOneThatCouldDoHarm(String id) {
    Answer answer =
        server.raw(
            "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: %s\r\n\r\n"
                .formatted(id)
                .getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  @Test
  void givesEachRequestAnotherName() {
    assertThat(server.get("/health").header("X-Request-Id"))
        .isNotEqualTo(server.get("/health").header("X-Request-Id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a%00b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n",
        "BREW /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      })
  void namesWhatTomcatRefusesToo(String request) {
    Answer answer = server.raw(request);

    assertThat(answer.status()).isBetween(400, 501);
    assertThat(answer.json().get("request_id").stringValue())
        .isEqualTo(answer.header("X-Request-Id").orElseThrow());
  }

  @Test
  void putsItIntoEveryErrorAndIntoNothingElseOfTheContract() {
    Answer refused =
        server.search("/search-similar-images/?k=0", Album.JPEG, "X-Request-Id", "mine");
    assertThat(refused.problem(422).get("request_id").stringValue()).isEqualTo("mine");

    assertThat(server.get("/health").json().propertyNames())
        .containsExactly("status", "service", "database");
    assertThat(server.search("/search-similar-images/", Album.JPEG).json().propertyNames())
        .containsExactly("results");
  }

  @Test
  void putsItIntoEveryLineOfTheLogOfThatRequest() {
    server.album().failure = new IllegalStateException("broken");

    List<ILoggingEvent> events;
    try (LogCapture log = LogCapture.of("dev.lince")) {
      server.search("/search-similar-images/", Album.JPEG, "X-Request-Id", "mine");
      events = log.await("mine", "POST /search-similar-images/ 500");
    }

    assertThat(events).hasSizeGreaterThan(1);
    assertThat(events.getFirst().getThrowableProxy()).isNotNull();
  }
}
