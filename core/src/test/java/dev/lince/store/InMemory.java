package dev.lince.store;

/** On the oracle itself. */
interface InMemory extends StoreKind {
  @Override
  default Place newPlace() {
    MemoryStore.Contents contents = new MemoryStore.Contents();
    return (directory, clock) -> new MemoryStore(contents, clock);
  }
}
