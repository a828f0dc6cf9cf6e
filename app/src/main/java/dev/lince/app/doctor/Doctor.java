package dev.lince.app.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes checks one after the other. What takes too long is left behind and is a problem itself. */
public final class Doctor {
  private static final Logger log = LoggerFactory.getLogger(Doctor.class);

  private final List<Check> checks;
  private final Duration limit;

  /**
   * @param limit for each check
   */
  Doctor(List<Check> checks, Duration limit) {
    this.checks = List.copyOf(checks);
    this.limit = limit;
  }

  /**
   * Looks at everything.
   *
   * @param told of each finding as it is made
   * @return whether there is no problem
   */
  public boolean examine(Consumer<Finding> told) throws InterruptedException {
    boolean well = true;
    for (Check check : checks) {
      Finding finding = new Finding(check.name(), outcome(check));
      well &= !finding.isProblem();
      told.accept(finding);
    }
    return well;
  }

  private Outcome outcome(Check check) throws InterruptedException {
    FutureTask<Outcome> look = new FutureTask<>(check::examine);
    Thread.ofPlatform().name("lince-doctor").daemon(true).start(look);
    try {
      return look.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      look.cancel(true);
      return new Outcome.Problem(
          "There was no answer within %d s.".formatted(limit.toSeconds()),
          "Look whether a disk, a network folder or the database hangs.");
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
      log.debug("{} failed", check.name(), cause);
      return new Outcome.Problem(
          Objects.requireNonNullElse(cause.getMessage(), cause.toString()),
          "The sentence says what is wrong; `lince doctor --debug` shows where.");
    }
  }
}
