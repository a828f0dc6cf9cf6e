package dev.lince.image;

import dev.lince.fuzz.Jazzer;
import dev.lince.fuzz.KeptInputs;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Check 18 of docs/security.md: what reads a picture's headers, and its pixels. */
class ImageFuzzTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void takesEveryInputThatIsKept(ImageFuzz.Target target) throws Exception {
    KeptInputs.replay(target);
  }

  @Tag("fuzz")
  @ParameterizedTest
  @EnumSource
  void takesWhateverJazzerFinds(ImageFuzz.Target target) throws Exception {
    Jazzer.run(
        ImageFuzz.class,
        target,
        "dev.lince.image.**:com.drew.**",
        GOLDEN.resolve("images"),
        GOLDEN.resolve("bad"));
  }
}
