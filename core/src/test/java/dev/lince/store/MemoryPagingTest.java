package dev.lince.store;

import java.time.InstantSource;

class MemoryPagingTest extends PagingContract {
  private final MemoryStore.Contents contents = new MemoryStore.Contents();

  @Override
  protected ImageStore open(InstantSource clock) {
    return new MemoryStore(contents, clock);
  }
}
