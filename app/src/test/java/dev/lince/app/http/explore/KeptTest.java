package dev.lince.app.http.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final Duration OLDEST = Duration.ofMinutes(1);
  private static final long GUARD_SECONDS = 60;

  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private Duration takes = Duration.ofMillis(1);

  private final Kept<String> kept = new Kept<>(changes::get, this::make, OLDEST, nanoTime::get);

  private String make(@Nullable String former) {
    nanoTime.addAndGet(takes.toNanos());
    return "%d after %s".formatted(made.incrementAndGet(), former);
  }

  @Test
  void isMadeOnceWhileNothingChanges() {
    assertThat(kept.get()).isEqualTo("1 after null");
    pass(Duration.ofSeconds(59));
    assertThat(kept.get()).isEqualTo("1 after null");
  }

  @Test
  void isMadeAgainWhenSomethingChangedAndKnowsTheFormerOne() {
    kept.get();
    changes.incrementAndGet();
    pass(Duration.ofMillis(10));

    assertThat(kept.get()).isEqualTo("2 after 1 after null");
  }

  @Test
  void isMadeAgainWhenItIsOld() {
    kept.get();
    pass(OLDEST);

    assertThat(kept.get()).startsWith("2 after");
  }

  @Test
  void takesATenthOfTheTimeHoweverMuchChanges() {
    takes = Duration.ofSeconds(1);
    for (int i = 0; i < 1000; i++) {
      changes.incrementAndGet();
      kept.get();
      pass(Duration.ofMillis(100));
    }

    long further = (made.get() - 1) * takes.toNanos();
    assertThat(further).isLessThanOrEqualTo(nanoTime.get() / 10);
    assertThat(made).hasValueGreaterThan(5);
  }

  @Test
  void seesWhatChangedWhileItWasMade() {
    Kept<Integer> changing =
        new Kept<>(changes::get, _ -> changes.incrementAndGet(), OLDEST, nanoTime::get);

    assertThat(changing.get()).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(changing.get()).isEqualTo(2);
  }

  @Test
  void isTriedAgainAfterAFailure() {
    AtomicInteger tries = new AtomicInteger();
    Kept<String> failing =
        new Kept<>(
            changes::get,
            _ -> {
              if (tries.incrementAndGet() == 1) {
                throw new StoreException.Unavailable("The store is away.", null);
              }
              return "there";
            },
            OLDEST,
            nanoTime::get);

    assertThatThrownBy(failing::get).isInstanceOf(StoreException.Unavailable.class);
    assertThat(failing.get()).isEqualTo("there");
  }

  @Test
  void isTheFormerOneWhileAnotherThreadMakesTheNext() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Kept<String> slow =
        new Kept<>(
            changes::get,
            former -> {
              if (former != null) {
                begun.countDown();
                await(mayEnd);
              }
              return former == null ? "first" : "second";
            },
            OLDEST,
            nanoTime::get);
    slow.get();
    changes.incrementAndGet();
    pass(Duration.ofNanos(1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> next = threads.submit(slow::get);
      await(begun);
      assertThat(slow.get()).isEqualTo("first");
      mayEnd.countDown();
      assertThat(next.get()).isEqualTo("second");
    }
    assertThat(slow.get()).isEqualTo("second");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }
}
