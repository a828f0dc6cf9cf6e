package dev.lince.store;

import java.time.InstantSource;

class MemoryLabelTest extends LabelContract {
  private final MemoryStore.Contents contents = new MemoryStore.Contents();

  @Override
  protected ImageStore open(InstantSource clock) {
    return new MemoryStore(contents, clock);
  }
}
