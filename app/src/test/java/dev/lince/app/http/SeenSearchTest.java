package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.lince.search.SearchException;
import dev.lince.store.StoreException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What log and answer say of a search. */
class SeenSearchTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @Test
  void saysInTheAnswerHowLongEachStageTook() {
    assertThat(server.search("/search-similar-images/", Album.JPEG).header("Server-Timing"))
        .hasValueSatisfying(
            timing -> assertThat(timing).matches("read;dur=\\d+\\.\\d, store;dur=\\d+\\.\\d"));
    assertThat(server.get("/api/v1/search?text=cat").header("Server-Timing").orElseThrow())
        .matches("store;dur=\\d+\\.\\d");
  }

  @Test
  void logsASearchInOneLineWithItsStagesAndWithoutItsWords() {
    ILoggingEvent line = lineOf("GET /api/v1/search 200", "/api/v1/search?text=my+secret&k=2");

    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(line.getFormattedMessage())
        .matches("GET /api/v1/search 200 in [0-9.]+ ms \\(store [0-9.]+\\), 2 results");
  }

  @Test
  void logsOtherRequestsForThoseWhoDebug() {
    assertThat(lineOf("GET /health 200", "/health").getLevel()).isEqualTo(Level.DEBUG);
    assertThat(lineOf("GET /nowhere 404", "/nowhere").getLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void logsTheClientsFaultWithoutATrace() {
    ILoggingEvent line = lineOfSearch("no picture", null);

    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(line.getFormattedMessage()).contains("400").contains("Lince reads JPEG");
    assertThat(line.getThrowableProxy()).isNull();
  }

  @Test
  void logsWhatPassesAsAWarningWithoutATrace() {
    server.album().failure = new StoreException.Unavailable("The database is away.", null);
    try (LogCapture log = LogCapture.of("dev.lince.app.http")) {
      server.search("/search-similar-images/", Album.JPEG, "X-Request-Id", "away");

      ILoggingEvent warning = log.await("away", "The database is away.").getLast();
      assertThat(warning.getLevel()).isEqualTo(Level.WARN);
      assertThat(warning.getThrowableProxy()).isNull();
    }
    assertThat(lineOfSearch("x", new SearchException.Overloaded("Too many.")).getThrowableProxy())
        .isNull();
  }

  @Test
  void logsOurOwnFaultWithItsTrace() {
    server.album().failure = new IllegalStateException("broken");
    try (LogCapture log = LogCapture.of("dev.lince.app.http")) {
      server.search("/search-similar-images/", Album.JPEG, "X-Request-Id", "ours");

      ILoggingEvent error = log.await("ours", "Request ours failed").getLast();
      assertThat(error.getLevel()).isEqualTo(Level.ERROR);
      assertThat(error.getThrowableProxy().getMessage()).isEqualTo("broken");
    }
  }

  private static ILoggingEvent lineOf(String line, String path) {
    try (LogCapture log = LogCapture.of("dev.lince")) {
      Answer answer = server.get(path);
      return log.await(answer.header("X-Request-Id").orElseThrow(), line).getLast();
    }
  }

  private static ILoggingEvent lineOfSearch(String body, @Nullable RuntimeException failure) {
    server.album().failure = failure;
    try (LogCapture log = LogCapture.of("dev.lince")) {
      Answer answer =
          server.search("/search-similar-images/", body.getBytes(StandardCharsets.UTF_8));
      String id = answer.header("X-Request-Id").orElseThrow();
      return log.await(id, "POST /search-similar-images/").getLast();
    }
  }
}
