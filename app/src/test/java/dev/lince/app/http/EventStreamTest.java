package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final AtomicLong nanoTime = new AtomicLong();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void endsEachEventWithAnEmptyLine() throws IOException {
    EventStream stream = EventStream.begin(out, nanoTime::get);
    stream.send("status", "{\"a\":1}");

    assertThat(sent()).isEqualTo("retry: 1000\n\nevent: status\ndata: {\"a\":1}\n\n");
  }

  @Test
  void saysNothingAloudAfterFifteenSecondsOfSilence() throws IOException {
    EventStream stream = EventStream.begin(out, nanoTime::get);
    nanoTime.addAndGet(Duration.ofSeconds(10).toNanos());
    stream.send("status", "{}");
    out.reset();

    nanoTime.addAndGet(Duration.ofMillis(14_999).toNanos());
    stream.keepOpen();
    assertThat(sent()).isEmpty();
    nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
    stream.keepOpen();
    assertThat(sent()).isEqualTo(":\n\n");
    stream.keepOpen();
    assertThat(sent()).isEqualTo(":\n\n");
  }

  private String sent() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
