package dev.lince.image;

import dev.lince.fuzz.Jazzer;
import dev.lince.fuzz.KeptInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Check 18 of docs/security.md: what reads a picture's headers, and its pixels. */
class ImageFuzzTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

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
        RESOURCES.resolve("golden/images"),
        RESOURCES.resolve("golden/bad"),
        RESOURCES.resolve("heif"),
        rawFiles());
  }

  private static Path rawFiles() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "fuzz-seeds"));
    for (TestRaw raw : TestRaw.all()) {
      Files.write(folder.resolve(raw.maker()), raw.bytes());
    }
    return folder;
  }
}
