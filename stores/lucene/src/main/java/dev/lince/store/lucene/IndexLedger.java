package dev.lince.store.lucene;

import dev.lince.store.Ledger;
import dev.lince.store.LedgerEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The ledger's rows in the index. */
record IndexLedger(Index index) implements Ledger {

  @Override
  public Optional<LedgerEntry> find(String path) {
    return index.read(searcher -> new Lookup(searcher).ledgerEntry(path));
  }

  @Override
  public void put(Collection<LedgerEntry> entries) {
    List<LedgerEntry> rows = List.copyOf(entries);
    index.requireWritable();
    if (!rows.isEmpty()) {
      index.write(
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
    index.requireWritable();
    if (!dropped.isEmpty()) {
      index.write(
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
    index.read(
        searcher -> {
          new ImageScan(searcher).ledger(consumer);
          return searcher;
        });
  }
}
