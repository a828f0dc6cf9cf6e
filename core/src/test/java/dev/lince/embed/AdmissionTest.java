package dev.lince.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final int THREADS = 2;
  private static final int MOST = 10;

  private long now = 1_000_000_000;

  @Test
  void takesABurstInAfterAQuietSecondAndNoMoreThanThat() {
    Admission admission = admission(Duration.ofMillis(100));

    assertThat(takenIn(admission, 50)).isEqualTo(MOST);
    assertThat(admission.mayCome()).isFalse();
  }

  @Test
  void whereNoMoreAreRefusedThanTakenInAsManyMayWaitAsRun() {
    Admission admission = admission(Duration.ofMillis(100));
    takenIn(admission, MOST);

    lasting(admission, Duration.ofMillis(50), 2);

    assertThat(left(admission)).isEqualTo(2 * THREADS);
  }

  @Test
  void whereNoMoreAreRefusedThanTakenInMoreMayWaitOfThoseThatAreSoonDone() {
    Admission admission = admission(Duration.ofMillis(19));
    takenIn(admission, MOST);

    lasting(admission, Duration.ofMillis(10), 2);

    assertThat(left(admission)).as("2 threads do 5 of 19 ms in 50 ms").isEqualTo(THREADS + 5);
  }

  @Test
  void inACrowdNoSlowSearchWaits() {
    Admission admission = admission(Duration.ofMillis(101));
    takenIn(admission, MOST);

    lasting(admission, Duration.ofMillis(50), 50);

    assertThat(left(admission)).isEqualTo(THREADS);
  }

  @Test
  void inACrowdNoSearchWaitsLongerThanItTakes() {
    Admission admission = admission(Duration.ofMillis(19));
    takenIn(admission, MOST);

    lasting(admission, Duration.ofMillis(10), 50);

    assertThat(left(admission)).isEqualTo(2 * THREADS);
  }

  @Test
  void whoIsToldBeforehandCountsAsRefusedToo() {
    Admission admission = admission(Duration.ofMillis(101));
    takenIn(admission, MOST);
    for (int i = 0; i < 100; i++) {
      now += Duration.ofMillis(50).toNanos();
      admission.leave();
      while (admission.mayCome()) {
        admission.tryEnter();
      }
      assertThat(admission.mayCome()).isFalse();
    }

    assertThat(left(admission)).isEqualTo(THREADS);
  }

  @Test
  void aCrowdThatWentAwayIsForgotten() {
    Admission admission = admission(Duration.ofMillis(101));
    lasting(admission, Duration.ofMillis(50), 50);
    left(admission);

    now += Admission.QUIET.toNanos();
    assertThat(takenIn(admission, MOST)).isEqualTo(MOST);
    lasting(admission, Duration.ofMillis(50), 2);

    assertThat(left(admission)).isEqualTo(2 * THREADS);
  }

  @Test
  void aBurstIsPossibleAgainOnlyOnceNobodyHasWaitedOrBeenRefusedForASecond() {
    Admission admission = admission(Duration.ofMillis(100));
    takenIn(admission, 50);
    left(admission);

    now += Admission.QUIET.toNanos() - 1;
    assertThat(takenIn(admission, 50)).isLessThan(MOST);
    left(admission);
    now += Admission.QUIET.toNanos();
    assertThat(takenIn(admission, 50)).isEqualTo(MOST);
  }

  @Test
  void whoFindsAThreadFreeIsAlwaysTakenIn() {
    Admission admission = admission(Duration.ofHours(1));
    for (int i = 0; i < 1000; i++) {
      assertThat(admission.tryEnter()).isTrue();
      assertThat(admission.tryEnter()).isTrue();
      admission.leave();
      admission.leave();
    }
  }

  @Test
  void oneSearchThatWaitedForAModelDoesNotShutTheOthersOutForLong() {
    Admission admission = admission(Duration.ofMillis(10));
    admission.ran(Duration.ofMinutes(1).toNanos());
    for (int i = 0; i < 20; i++) {
      admission.ran(Duration.ofMillis(10).toNanos());
    }
    takenIn(admission, 50);

    admission.leave();
    admission.leave();
    admission.leave();
    assertThat(admission.tryEnter()).isTrue();
  }

  private Admission admission(Duration aSearchTakes) {
    Admission admission = new Admission(THREADS, MOST, () -> now);
    for (int i = 0; i < 100; i++) {
      admission.ran(aSearchTakes.toNanos());
    }
    now += Admission.QUIET.toNanos();
    return admission;
  }

  /** One search after the other is done for five seconds, and some come whenever one is. */
  private void lasting(Admission admission, Duration between, int offered) {
    for (long left = Duration.ofSeconds(5).toNanos(); left > 0; left -= between.toNanos()) {
      now += between.toNanos();
      admission.leave();
      takenIn(admission, offered);
    }
  }

  private static int takenIn(Admission admission, int offered) {
    int taken = 0;
    for (int i = 0; i < offered; i++) {
      taken += admission.tryEnter() ? 1 : 0;
    }
    return taken;
  }

  /** Lets all of them go, and says how many there were. */
  private static int left(Admission admission) {
    int present = admission.present();
    for (int i = 0; i < present; i++) {
      admission.leave();
    }
    return present;
  }
}
