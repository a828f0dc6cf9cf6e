package dev.lince.store.lucene;

import dev.lince.store.Ledger;
import dev.lince.store.LedgerEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The ledger's rows in the index. */
record IndexLedger(Snapshots snapshots, Supplier<GroupCommit> commits) implements Ledger {

  @Override
  public Optional<LedgerEntry> find(String path) {
    return snapshots.read(searcher -> new Lookup(searcher).ledgerEntry(path));
  }

  @Override
  public void put(Collection<LedgerEntry> entries) {
    List<LedgerEntry> rows = List.copyOf(entries);
    GroupCommit open = commits.get();
    if (!rows.isEmpty()) {
      open.write(
          changes -> {
            for (LedgerEntry row : rows) {
              changes.putLedger(row);
            }
            return rows;
          });
    }
  }

  @Override
  public void remove(Collection<String> paths) {
    List<String> dropped = List.copyOf(paths);
    GroupCommit open = commits.get();
    if (!dropped.isEmpty()) {
      open.write(
          changes -> {
            for (String path : dropped) {
              changes.removeLedger(path);
            }
            return dropped;
          });
    }
  }

  @Override
  public void scan(Consumer<LedgerEntry> consumer) {
    snapshots.read(
        searcher -> {
          new ImageScan(searcher).ledger(consumer);
          return searcher;
        });
  }
}
