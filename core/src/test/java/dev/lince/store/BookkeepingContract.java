package dev.lince.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.ImageStore.AfterDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The ledger, notes and claims. */
public abstract class BookkeepingContract extends StoreContract {
  @Test
  void notesInTheLedgerWhatBecameOfImages() {
    NewImage kept = RandomImages.plain("kept.png", 1, 0);
    NewImage forgotten = RandomImages.plain("forgotten.png", 1, 0);
    NewImage removed = RandomImages.plain("removed.png", 1, 0);
    store.upsert(List.of(kept, forgotten, removed));
    assertThat(store.ledger().find("removed.png")).contains(LedgerEntry.indexed(removed));

    store.delete(List.of(record("forgotten.png").id()), AfterDelete.FORGET);
    ImageRecord record = record("removed.png");
    store.delete(List.of(record.id()), AfterDelete.REMEMBER_REMOVED);

    assertThat(ledger())
        .containsExactlyInAnyOrder(LedgerEntry.indexed(kept), LedgerEntry.removed(record));
    assertThat(store.ledger().find("forgotten.png")).isEmpty();
    reopen();
    assertThat(store.ledger().find("removed.png")).contains(LedgerEntry.removed(record));
    store.upsert(List.of(removed));
    assertThat(store.ledger().find("removed.png")).contains(LedgerEntry.indexed(removed));
  }

  @Test
  void keepsRowsOfTheLedgerBesideTheImages() {
    upsertOne(RandomImages.plain("a.png", 1, 0));
    LedgerEntry pending = new LedgerEntry("p.png", LedgerEntry.State.PENDING, 3, NOW, null, null);
    LedgerEntry failed =
        new LedgerEntry("a.png", LedgerEntry.State.FAILED, 4, NOW, "ff", "It is cut short.");

    store.ledger().put(List.of(pending, failed));

    assertThat(ledger()).containsExactlyInAnyOrder(pending, failed);
    assertThat(store.ledger().find(List.of("a.png", "p.png", "never-seen.png")))
        .isEqualTo(Map.of("a.png", failed, "p.png", pending));
    assertThat(store.count(new Filter.Not(new Filter.HasTag("x")))).isEqualTo(1);
    assertThat(store.findByPath("p.png")).isEmpty();
    assertThat(store.findByPath("a.png")).isPresent();
    store.ledger().remove(List.of("a.png", "never-seen.png"));
    store.ledger().put(List.of());
    store.ledger().remove(List.of());
    reopen();
    assertThat(ledger()).containsExactly(pending);
    assertThat(store.findByPath("a.png")).isPresent();
  }

  @Test
  void keepsNotes() {
    assertThat(store.notes().find("space")).isEmpty();

    store.notes().put("space", "visual@1");
    store.notes().put("keys", "");
    store.notes().put("space", "clip\n@1 é");

    reopen();
    assertThat(store.notes().find("space")).contains("clip\n@1 é");
    assertThat(store.notes().find("keys")).contains("");
    assertThat(store.notes().find("key")).isEmpty();
    assertThat(store.count(Filter.ALL)).isZero();
  }

  @Test
  void writesANoteOnceWhoeverElseDoesSo() throws Exception {
    int writers = 8;
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> written = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String text = "writer " + w;
        written.add(threads.submit(() -> seen.add(store.notes().putIfAbsent("space", text))));
      }
      for (Future<?> one : written) {
        one.get();
      }
    }

    assertThat(seen).hasSize(1).contains(store.notes().find("space").orElseThrow());
  }

  @Test
  void givesAFileToWhoeverClaimsIt() {
    try (Ledger.Claim claim = store.ledger().claim(List.of("a.png", "b.png"))) {
      assertThat(claim.paths()).containsExactlyInAnyOrder("a.png", "b.png");
    }
    try (Ledger.Claim again = store.ledger().claim(List.of("b.png"))) {
      assertThat(again.paths()).containsExactly("b.png");
    }
    try (Ledger.Claim none = store.ledger().claim(List.of())) {
      assertThat(none.paths()).isEmpty();
    }
  }
}
