package dev.lince.library;

import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import dev.lince.store.LedgerEntry.State;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Files of the image folders that could not be read as pictures, at one moment. Immutable.
 *
 * @param first rows of {@link State#FAILED}, by path; the first of them where there are more
 * @param total how many there are
 */
public record FailedFiles(List<LedgerEntry> first, int total) {
  private static final Comparator<LedgerEntry> BY_PATH = Comparator.comparing(LedgerEntry::path);

  /** Copies the list. */
  public FailedFiles {
    first = List.copyOf(first);
  }

  /** Whether they are all here. */
  public boolean isComplete() {
    return first.size() == total;
  }

  /**
   * Looks through the whole ledger, and keeps no other rows than these.
   *
   * @param counts which paths do
   * @param most how many are kept, at least 1
   */
  static FailedFiles of(ImageStore store, Predicate<String> counts, int most) {
    PriorityQueue<LedgerEntry> lastFirst = new PriorityQueue<>(BY_PATH.reversed());
    int[] total = {0};
    store
        .ledger()
        .scan(
            entry -> {
              if (entry.state() == State.FAILED && counts.test(entry.path())) {
                total[0]++;
                lastFirst.add(entry);
                if (lastFirst.size() > most) {
                  lastFirst.remove();
                }
              }
            });
    return new FailedFiles(lastFirst.stream().sorted(BY_PATH).toList(), total[0]);
  }
}
