package dev.lince.store.pgvector;

import dev.lince.store.BatchContract;
import dev.lince.store.BookkeepingContract;
import dev.lince.store.LabelContract;
import dev.lince.store.ListingContract;
import dev.lince.store.ManyAtOnceContract;
import dev.lince.store.OracleContract;
import dev.lince.store.PagingContract;
import dev.lince.store.ScanContract;
import dev.lince.store.SearchContract;
import dev.lince.store.SpaceBuildingContract;
import dev.lince.store.SpaceSwitchingContract;
import dev.lince.store.WritingContract;
import org.junit.jupiter.api.Nested;

class PgVectorStoreTest {
  @Nested
  class Writing extends WritingContract implements OnPgVector {}

  @Nested
  class Batch extends BatchContract implements OnPgVector {}

  @Nested
  class Search extends SearchContract implements OnPgVector {}

  @Nested
  class Paging extends PagingContract implements OnPgVector {}

  @Nested
  class Listing extends ListingContract implements OnPgVector {}

  @Nested
  class Scan extends ScanContract implements OnPgVector {}

  @Nested
  class Label extends LabelContract implements OnPgVector {}

  @Nested
  class Bookkeeping extends BookkeepingContract implements OnPgVector {}

  @Nested
  class ManyAtOnce extends ManyAtOnceContract implements OnPgVector {}

  @Nested
  class Oracle extends OracleContract implements OnPgVector {}

  @Nested
  class SpaceBuilding extends SpaceBuildingContract implements OnPgVector {}

  @Nested
  class SpaceSwitching extends SpaceSwitchingContract implements OnPgVector {}
}
