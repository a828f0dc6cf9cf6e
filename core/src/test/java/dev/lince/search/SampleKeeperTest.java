package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore;
import dev.lince.store.MemoryStore;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleKeeperTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final MemoryStore store = new MemoryStore();
  private final RandomImages images = new RandomImages(new Random(4), 8);
  private final AtomicLong nanoTime = new AtomicLong();
  private final CountDownLatch open = new CountDownLatch(1);
  private volatile boolean away;
  private volatile boolean slow;
  private int next;

  /** The store, which goes away or takes its time as the test says. */
  private final ImageStore gated =
      (ImageStore)
          Proxy.newProxyInstance(
              ImageStore.class.getClassLoader(),
              new Class<?>[] {ImageStore.class},
              (_, method, arguments) -> {
                if (away) {
                  throw new StoreException.Unavailable("The test has cut the store off.", null);
                }
                if (slow && !open.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
                  throw new AssertionError("Nobody opened the gate.");
                }
                try {
                  return method.invoke(store, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });

  private final SampleKeeper keeper = new SampleKeeper(gated, nanoTime::get);

  @AfterEach
  void close() {
    open.countDown();
    keeper.close();
    store.close();
  }

  @Test
  void theFirstSearchWaitsForTheSample() {
    add(300);
    assertThat(size()).isEqualTo(300);
  }

  @Test
  void drawsAtMostItsCount() {
    add(SampleKeeper.COUNT + 50);
    assertThat(size()).isEqualTo(SampleKeeper.COUNT);
  }

  @Test
  void drawsAnotherWhenTheLibraryHasChangedMuch() {
    add(300);
    assertThat(size()).isEqualTo(300);
    add(100);
    later(Duration.ofSeconds(11));
    awaitSize(400);
  }

  @Test
  void keepsTheSampleWhileTheLibraryChangesLittle() {
    add(300);
    assertThat(size()).isEqualTo(300);
    add(20);
    later(Duration.ofMinutes(4));
    settle();
    assertThat(size()).isEqualTo(300);
    later(Duration.ofMinutes(2));
    awaitSize(320);
  }

  @Test
  void aSearchDoesNotWaitWhereThereIsASample() {
    add(300);
    assertThat(size()).isEqualTo(300);
    add(100);
    slow = true;
    later(Duration.ofSeconds(11));
    assertThat(size()).isEqualTo(300);
    open.countDown();
    awaitSize(400);
  }

  @Test
  void theFirstSearchGivesUpOnASlowStore() {
    add(300);
    slow = true;
    assertThat(keeper.current(Duration.ofMillis(1))).isEmpty();
    open.countDown();
    awaitSize(300);
  }

  @Test
  void triesAgainWhereTheStoreWasAway() {
    add(300);
    away = true;
    assertThat(keeper.current(LONG)).isEmpty();
    away = false;
    assertThat(keeper.current(LONG)).as("too soon after the last try").isEmpty();
    later(Duration.ofSeconds(11));
    assertThat(size()).isEqualTo(300);
  }

  @Test
  void aClosedKeeperStillHasItsSample() {
    add(300);
    assertThat(size()).isEqualTo(300);
    keeper.close();
    later(Duration.ofMinutes(10));
    assertThat(size()).isEqualTo(300);
  }

  private void add(int count) {
    List<NewImage> batch =
        IntStream.range(0, count).mapToObj(_ -> images.image("n" + next++)).toList();
    store.upsert(batch);
  }

  private void later(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private int size() {
    return keeper.current(LONG).orElseThrow().size();
  }

  /** Waits for the look that is on its way, if there is one. */
  private void settle() {
    keeper.current(LONG);
    keeper.settled().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
  }

  private void awaitSize(int expected) {
    keeper.current(LONG);
    settle();
    assertThat(size()).isEqualTo(expected);
  }
}
