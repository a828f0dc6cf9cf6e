package dev.lince.store.lucene;

import dev.lince.store.StoreKind;

/** In an index of the test's own. */
interface OnLucene extends StoreKind {
  @Override
  default Place newPlace() {
    return (directory, clock) -> LuceneStore.open(directory, clock, SearchEffort.DEFAULT);
  }
}
