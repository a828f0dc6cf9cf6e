package dev.lince.store.pgvector;

import dev.lince.store.ImageStore;
import dev.lince.store.StoreKind;
import java.nio.file.Path;
import java.time.InstantSource;

/** In a database of the test's own. */
interface OnPgVector extends StoreKind {
  @Override
  default Place newPlace() {
    return new InDatabase(TestDatabase.create());
  }

  /** Drops the database when it is closed. */
  record InDatabase(TestDatabase database) implements Place {
    @Override
    public ImageStore open(Path directory, InstantSource clock) {
      return Opening.open(TestStores.settings(database), clock, null);
    }

    @Override
    public void close() {
      database.close();
    }
  }
}
