package dev.lince.store.lucene;

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

class LuceneStoreTest {
  @Nested
  class Writing extends WritingContract implements OnLucene {}

  @Nested
  class Batch extends BatchContract implements OnLucene {}

  @Nested
  class Search extends SearchContract implements OnLucene {}

  @Nested
  class Paging extends PagingContract implements OnLucene {}

  @Nested
  class Listing extends ListingContract implements OnLucene {}

  @Nested
  class Scan extends ScanContract implements OnLucene {}

  @Nested
  class Label extends LabelContract implements OnLucene {}

  @Nested
  class Bookkeeping extends BookkeepingContract implements OnLucene {}

  @Nested
  class ManyAtOnce extends ManyAtOnceContract implements OnLucene {}

  @Nested
  class Oracle extends OracleContract implements OnLucene {}

  @Nested
  class SpaceBuilding extends SpaceBuildingContract implements OnLucene {}

  @Nested
  class SpaceSwitching extends SpaceSwitchingContract implements OnLucene {}
}
