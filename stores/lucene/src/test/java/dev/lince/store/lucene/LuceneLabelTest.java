package dev.lince.store.lucene;

import dev.lince.store.ImageStore;
import dev.lince.store.LabelContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class LuceneLabelTest extends LabelContract {
  @TempDir private Path directory;

  @Override
  protected ImageStore open(InstantSource clock) {
    return LuceneStore.open(directory, clock, SearchEffort.DEFAULT);
  }
}
