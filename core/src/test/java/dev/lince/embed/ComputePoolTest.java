package dev.lince.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComputePoolTest {
  /** Of niceness. */
  private static final int HIGHEST = 19;

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private ComputePool pool = new ComputePool(2, 10, FOR_EVER);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void breaksOffWhatIsComputedInBulkForASearchAndComputesItAgainAfterwards() throws Exception {
    Breakwater first = new Breakwater();
    Breakwater second = new Breakwater();
    FutureTask<Integer> bulk = pool.bulk(() -> ComputePool.compute(first));
    FutureTask<Integer> otherBulk = pool.bulk(() -> ComputePool.compute(second));
    first.begun.await();
    second.begun.await();

    CountDownLatch release = new CountDownLatch(1);
    FutureTask<Boolean> search = search(waitFor(release));
    first.brokenOff.await();
    second.brokenOff.await();
    assertThat(first.ended).as("computed while a search runs").isFalse();
    assertThat(bulk.isDone()).isFalse();

    first.mayEnd.countDown();
    second.mayEnd.countDown();
    release.countDown();
    assertThat(search.get()).isTrue();
    assertThat(bulk.get()).as("how often it was begun").isEqualTo(2);
    assertThat(otherBulk.get()).isEqualTo(2);
  }

  @Test
  void beginsNothingInBulkWhileASearchRuns() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    FutureTask<Boolean> search = search(waitFor(release));
    AtomicBoolean searchIsOver = new AtomicBoolean();
    FutureTask<Boolean> bulk = pool.bulk(searchIsOver::get);

    assertThat(search(() -> true).get()).as("another search goes by").isTrue();
    assertThat(bulk.isDone()).isFalse();
    searchIsOver.set(true);
    release.countDown();

    assertThat(search.get()).isTrue();
    assertThat(bulk.get()).as("whether the search was over when it began").isTrue();
  }

  @Test
  void aCrowdOfSearchesDoesNotStopTheBulk() throws Exception {
    pool.close();
    pool = new ComputePool(2, 10, Duration.ofMillis(1));
    CountDownLatch release = new CountDownLatch(1);
    FutureTask<Boolean> search = search(waitFor(release));

    for (int i = 0; i < 5; i++) {
      Breakwater work = new Breakwater();
      work.mayEnd.countDown();
      assertThat(pool.bulk(() -> ComputePool.compute(work)).get()).isPositive();
    }
    assertThat(search.isDone()).isFalse();
    release.countDown();
    assertThat(search.get()).isTrue();
  }

  @Test
  void onlyOnePieceOfBulkWorkAtATimeGoesOnBesideSearches() throws Exception {
    pool.close();
    pool = new ComputePool(2, 10, Duration.ofMillis(1));
    CountDownLatch release = new CountDownLatch(1);
    FutureTask<Boolean> search = search(waitFor(release));
    AtomicInteger atOnce = new AtomicInteger();
    Callable<Integer> work =
        () -> {
          int now = atOnce.incrementAndGet();
          Thread.onSpinWait();
          atOnce.decrementAndGet();
          return now;
        };

    for (int i = 0; i < 20; i++) {
      FutureTask<Integer> one = pool.bulk(work);
      FutureTask<Integer> other = pool.bulk(work);
      assertThat(one.get()).isEqualTo(1);
      assertThat(other.get()).isEqualTo(1);
    }
    release.countDown();
    search.get();
  }

  @Test
  void whatFailsByItselfInBulkFails() throws Exception {
    FutureTask<Integer> bulk = pool.bulk(() -> ComputePool.compute(new Failing()));

    assertThatThrownBy(bulk::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("It is broken.");
  }

  @Test
  void aSearchIsNeverBrokenOff() throws Exception {
    Breakwater work = new Breakwater();
    FutureTask<Integer> search = search(() -> ComputePool.compute(work));
    work.begun.await();
    assertThat(search(() -> true).get()).isTrue();

    work.mayEnd.countDown();
    assertThat(search.get()).isEqualTo(1);
    assertThat(work.brokenOff.getCount()).isEqualTo(1);
  }

  @Test
  void takesASearchInAgainOnceOneWasGivenUpOrRefused() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      assertThat(search(waitFor(release))).isNotNull();
    }
    assertThat(pool.mayCome()).isFalse();
    assertThat(pool.trySearch(() -> true)).isNull();

    release.countDown();
    assertThat(pool.bulk(() -> true).get()).as("no search is left over").isTrue();
    FutureTask<Boolean> next = search(() -> true);
    next.cancel(false);
    assertThat(search(() -> true).get()).isTrue();
  }

  @Test
  void closingLetsWhatWasBrokenOffEndAndDropsWhatWaits() throws Exception {
    Breakwater first = new Breakwater();
    Breakwater second = new Breakwater();
    FutureTask<Integer> bulk = pool.bulk(() -> ComputePool.compute(first));
    FutureTask<Integer> otherBulk = pool.bulk(() -> ComputePool.compute(second));
    FutureTask<Boolean> waitingBulk = pool.bulk(() -> true);
    first.begun.await();
    second.begun.await();
    FutureTask<Boolean> running = search(waitFor(new CountDownLatch(1)));
    first.brokenOff.await();
    second.brokenOff.await();
    first.mayEnd.countDown();
    second.mayEnd.countDown();

    pool.close();

    assertThatThrownBy(running::get)
        .isInstanceOfAny(ExecutionException.class, CancellationException.class);
    assertThat(bulk.get()).isEqualTo(2);
    assertThat(otherBulk.get()).isEqualTo(2);
    assertThatThrownBy(waitingBulk::get).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> pool.trySearch(() -> true))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(pool.mayCome()).as("it is closed, not full").isTrue();
  }

  @Test
  void whatComputesLeavesTheCoresToOthersOnLinux() throws Exception {
    Prerequisite.require(
        Files.isReadable(Path.of("/proc/thread-self/stat")),
        "No /proc, by which the niceness of a thread is seen; Linux has it.");

    int own = niceness();

    assertThat(search(ComputePoolTest::niceness).get()).isEqualTo(Math.min(own + 5, HIGHEST));
    assertThat(pool.bulk(ComputePoolTest::niceness).get()).isEqualTo(Math.min(own + 10, HIGHEST));
    assertThat(niceness()).isEqualTo(own);
  }

  /** The 19th field (proc(5)), of which the 2nd one may hold blanks, in parentheses. */
  private static int niceness() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
  }

  private <T> FutureTask<T> search(Callable<T> work) {
    return Objects.requireNonNull(pool.trySearch(work));
  }

  private static Callable<Boolean> waitFor(CountDownLatch latch) {
    return () -> {
      latch.await();
      return true;
    };
  }

  /** Computes until it is broken off, or may end. */
  private static final class Breakwater implements Breakable<Integer, InterruptedException> {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch brokenOff = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final AtomicBoolean ended = new AtomicBoolean();
    private final Object monitor = new Object();
    private boolean broken;
    private int times;

    @Override
    public Integer compute() throws InterruptedException {
      times++;
      begun.countDown();
      synchronized (monitor) {
        while (!broken && mayEnd.getCount() > 0) {
          monitor.wait(1);
        }
        if (broken) {
          throw new IllegalStateException("It was broken off.");
        }
      }
      ended.set(true);
      return times;
    }

    @Override
    public void breakOff() {
      synchronized (monitor) {
        broken = true;
        monitor.notifyAll();
      }
      brokenOff.countDown();
    }

    @Override
    public void mend() {
      synchronized (monitor) {
        broken = false;
      }
    }
  }

  private static final class Failing implements Breakable<Integer, IllegalArgumentException> {
    @Override
    public Integer compute() {
      throw new IllegalArgumentException("It is broken.");
    }

    @Override
    public void breakOff() {}

    @Override
    public void mend() {}
  }
}
