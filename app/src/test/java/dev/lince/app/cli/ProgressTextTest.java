package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.library.IngestProgress;
import dev.lince.library.IngestProgress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
  private final ProgressText text = new ProgressText();

  @Test
  void saysHowManyHowFastAndHowLong() {
    assertThat(text.of(embedding(1000, 0), seconds(0))).isEqualTo("1,000 of 20,000");
    assertThat(text.of(embedding(1240, 12), seconds(4)))
        .isEqualTo("1,240 of 20,000 · 60/s · 6 min left · 12 failed");
  }

  @Test
  void measuresTheLastHalfMinuteOnly() {
    text.of(embedding(0, 0), seconds(0));
    text.of(embedding(1000, 0), seconds(10));
    text.of(embedding(1001, 0), seconds(35));

    assertThat(text.of(embedding(1003, 0), seconds(41)))
        .isEqualTo("1,003 of 20,000 · 0.3/s · 15 h 49 min left");
  }

  @Test
  void saysNothingWhereNothingIsToDo() {
    assertThat(text.of(new IngestProgress(Phase.DONE, 9, 9, 9, 0, 0), 0)).isEmpty();
    assertThat(text.of(new IngestProgress(Phase.WAITING, 0, 0, 0, 0, 0), 0)).isEmpty();
    assertThat(text.of(new IngestProgress(Phase.EMBEDDING, 0, 0, 0, 0, 0), 0)).isEmpty();
    assertThat(text.of(new IngestProgress(Phase.WALKING, 0, 0, 0, 0, 0), 0)).isNotEmpty();
    assertThat(text.of(new IngestProgress(Phase.PAUSED, 9, 3, 3, 0, 0), 0))
        .isEqualTo("Waiting for the database");
  }

  @Test
  void keepsTheLiveLineBelowTheLog() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);

    screen.live("1 of 2");
    screen.print("a line\n");
    screen.live("");
    screen.print("another\n");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001b[K1 of 2\r\u001b[Ka line\n1 of 2\r\u001b[Kanother\n");
  }

  @Test
  void hasNoLiveLineWhereNobodyLooks() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

    screen.live("1 of 2");
    screen.print("a line\n");

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n");
  }

  private static IngestProgress embedding(int done, int failed) {
    return new IngestProgress(Phase.EMBEDDING, 20_000, done, done, failed, 0);
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
