package dev.lince.app.cli;

import dev.lince.library.IngestProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Words for how far an ingest is. Remembers the last half minute, so it belongs to one thread. */
final class ProgressText {
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, int done) {}

  /**
   * For example {@code 1,240 of 20,000 · 52/s · 6 min left · 12 failed}; empty where there is
   * nothing to tell.
   *
   * @param nanos a clock of nanoseconds, as {@link System#nanoTime}
   */
  String of(IngestProgress progress, long nanos) {
    return switch (progress.phase()) {
      case WALKING -> "Looking for new and changed pictures";
      case EMBEDDING -> progress.toDo() == 0 ? "" : counts(progress, nanos);
      case PAUSED -> "Waiting for the database";
      case WAITING, DONE, STOPPED -> "";
    };
  }

  private String counts(IngestProgress progress, long nanos) {
    samples.addLast(new Sample(nanos, progress.done()));
    while (nanos - samples.getFirst().nanos() > WINDOW.toNanos()) {
      samples.removeFirst();
    }
    StringBuilder line =
        new StringBuilder(
            String.format(Locale.ROOT, "%,d of %,d", progress.done(), progress.toDo()));
    double rate = perSecond(nanos, progress.done());
    if (rate > 0) {
      line.append(String.format(Locale.ROOT, rate < 10 ? " · %.1f/s" : " · %,.0f/s", rate));
      line.append(" · ").append(left((progress.toDo() - progress.done()) / rate));
    }
    if (progress.failed() > 0) {
      line.append(String.format(Locale.ROOT, " · %,d failed", progress.failed()));
    }
    return line.toString();
  }

  private double perSecond(long nanos, int done) {
    Sample first = samples.getFirst();
    return nanos == first.nanos() ? 0 : (done - first.done()) * 1e9 / (nanos - first.nanos());
  }

  private static String left(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s left";
    }
    return whole < 3600 ? Math.ceilDiv(whole, 60) + " min left" : hours(whole);
  }

  private static String hours(long seconds) {
    return "%d h %d min left".formatted(seconds / 3600, seconds % 3600 / 60);
  }
}
