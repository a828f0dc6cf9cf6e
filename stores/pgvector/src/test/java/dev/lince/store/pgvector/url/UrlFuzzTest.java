package dev.lince.store.pgvector.url;

import dev.lince.fuzz.Jazzer;
import dev.lince.fuzz.KeptInputs;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Check 18 of docs/security.md: what reads a database's address. */
class UrlFuzzTest {
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void takesEveryInputThatIsKept() throws Exception {
    KeptInputs.replay(UrlFuzz.Target.DATABASE_URL);
  }

  @Tag("fuzz")
  @Test
  void takesWhateverJazzerFinds() throws Exception {
    Jazzer.run(UrlFuzz.class, UrlFuzz.Target.DATABASE_URL, "dev.lince.store.pgvector.url.**");
  }
}
