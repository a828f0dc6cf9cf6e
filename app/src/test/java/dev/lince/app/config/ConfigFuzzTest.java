package dev.lince.app.config;

import dev.lince.fuzz.Jazzer;
import dev.lince.fuzz.KeptInputs;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Check 18 of docs/security.md: what reads settings. */
class ConfigFuzzTest {
  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void takesEveryInputThatIsKept(ConfigFuzz.Target target) throws Exception {
    KeptInputs.replay(target);
  }

  @Tag("fuzz")
  @ParameterizedTest
  @EnumSource
  void takesWhateverJazzerFinds(ConfigFuzz.Target target) throws Exception {
    Jazzer.run(ConfigFuzz.class, target, "dev.lince.app.config.**");
  }
}
