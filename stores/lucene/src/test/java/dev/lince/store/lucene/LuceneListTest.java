package dev.lince.store.lucene;

import dev.lince.store.ImageStore;
import dev.lince.store.ListContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class LuceneListTest extends ListContract {
  @TempDir private Path directory;

  @Override
  protected ImageStore open(InstantSource clock) {
    return LuceneStore.open(directory, clock, SearchEffort.DEFAULT);
  }
}
