package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatusFeedTest {
  @Test
  void looksTwiceASecondHoweverManyAsk() {
    AtomicLong nanoTime = new AtomicLong();
    Album album = new Album(Path.of(""));
    StatusFeed feed = new StatusFeed(album, nanoTime::get);

    Status first = feed.now();
    album.images = 99;
    nanoTime.addAndGet(Duration.ofMillis(499).toNanos());
    assertThat(feed.now()).isSameAs(first);
    nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(feed.now().images()).isEqualTo(99);
  }
}
