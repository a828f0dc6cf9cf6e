package dev.lince.library;

import dev.lince.store.ImageStore;
import dev.lince.store.Ledger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What one process sees of a store that it shares with others: a claimed file is granted to nobody
 * else.
 */
final class SharedStore extends ForwardingStore {
  private final Map<String, SharedStore> owners;

  private SharedStore(ImageStore store, Map<String, SharedStore> owners) {
    super(store);
    this.owners = owners;
  }

  SharedStore(ImageStore store) {
    this(store, new ConcurrentHashMap<>());
  }

  /** What another process sees of it. */
  SharedStore anotherProcess() {
    return new SharedStore(store, owners);
  }

  /** The files that any process has claimed now. */
  Set<String> claimed() {
    return Set.copyOf(owners.keySet());
  }

  /** As if the connection had been cut: what this process claimed is free. */
  void loseClaims() {
    owners.values().removeIf(owner -> owner == this);
  }

  @Override
  public Ledger ledger() {
    return new ForwardingLedger(store.ledger()) {
      @Override
      public Claim claim(Collection<String> paths) {
        Set<String> granted =
            paths.stream()
                .filter(path -> owners.putIfAbsent(path, SharedStore.this) == null)
                .collect(Collectors.toUnmodifiableSet());
        return new Claim() {
          @Override
          public Set<String> paths() {
            return granted;
          }

          @Override
          public void close() {
            granted.forEach(path -> owners.remove(path, SharedStore.this));
          }
        };
      }
    };
  }
}
