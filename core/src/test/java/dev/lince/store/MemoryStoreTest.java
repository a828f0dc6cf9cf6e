package dev.lince.store;

import org.junit.jupiter.api.Nested;

class MemoryStoreTest {
  @Nested
  class Writing extends WritingContract implements InMemory {}

  @Nested
  class Batch extends BatchContract implements InMemory {}

  @Nested
  class Search extends SearchContract implements InMemory {}

  @Nested
  class Paging extends PagingContract implements InMemory {}

  @Nested
  class Listing extends ListingContract implements InMemory {}

  @Nested
  class Scan extends ScanContract implements InMemory {}

  @Nested
  class Label extends LabelContract implements InMemory {}

  @Nested
  class Bookkeeping extends BookkeepingContract implements InMemory {}

  @Nested
  class ManyAtOnce extends ManyAtOnceContract implements InMemory {}

  @Nested
  class Oracle extends OracleContract implements InMemory {}

  @Nested
  class SpaceBuilding extends SpaceBuildingContract implements InMemory {}

  @Nested
  class SpaceSwitching extends SpaceSwitchingContract implements InMemory {}
}
