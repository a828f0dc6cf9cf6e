package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A server that is not there yet when a store is opened. */
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateServerTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final PostgresServer server = PostgresServer.create();
  private final Logger logger = (Logger) LoggerFactory.getLogger(FirstContact.class);
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          said.add(event.getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() {
    listener.start();
    logger.addAppender(listener);
  }

  @AfterEach
  void close() {
    logger.detachAppender(listener);
    server.close();
  }

  private PgVectorSettings settings(String url, Duration wait) {
    return new PgVectorSettings(DatabaseUrl.parse(url), IndexPrecision.FULL, wait);
  }

  @Test
  void isWaitedForAndThatIsSaid() throws Exception {
    PgVectorSettings settings = settings(server.url("postgres"), PATIENCE);

    CompletableFuture<PgVectorStore> opening =
        CompletableFuture.supplyAsync(() -> PgVectorStore.open(settings));

    assertThat(said.poll(30, TimeUnit.SECONDS))
        .startsWith("Waiting up to 60 s for the database 127.0.0.1:" + server.port());
    assertThat(opening).isNotDone();
    server.startWithoutWaiting();
    try (PgVectorStore store = opening.get(60, TimeUnit.SECONDS)) {
      TestStores.awaitPing(store);
    }
  }

  @Test
  void isGivenUpWithASentence() {
    PgVectorSettings settings = settings(server.url("postgres"), Duration.ofSeconds(1));

    assertThatThrownBy(() -> PgVectorStore.open(settings))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageStartingWith(
            "The database 127.0.0.1:%d/postgres cannot be reached: ".formatted(server.port()))
        .hasMessageEndingWith("Start it, or set DATABASE_URL to where it is.");
  }

  @Test
  void isGivenUpWhereNothingAnswers() {
    server.start();
    try (SilentProxy proxy = SilentProxy.to("127.0.0.1", server.port())) {
      proxy.silence();
      String url = server.url("postgres").replace(":" + server.port(), ":" + proxy.port());

      assertThatThrownBy(() -> PgVectorStore.open(settings(url, Duration.ofSeconds(1))))
          .isInstanceOf(StoreException.Unavailable.class)
          .hasMessageContaining("cannot be reached: ");
    }
  }
}
