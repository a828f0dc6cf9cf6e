package dev.lince.store;

import java.time.InstantSource;

class MemoryListTest extends ListContract {
  private final MemoryStore.Contents contents = new MemoryStore.Contents();

  @Override
  protected ImageStore open(InstantSource clock) {
    return new MemoryStore(contents, clock);
  }
}
