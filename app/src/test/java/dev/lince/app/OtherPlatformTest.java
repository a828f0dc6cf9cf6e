package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lince where no native library is made for the machine: ONNX Runtime is told to look where nothing
 * is, and the picture decoders that they run on another processor.
 */
class OtherPlatformTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Map<String, String> OTHER =
      Map.of(
          "JAVA_TOOL_OPTIONS",
          "-Donnxruntime.native.path=nowhere -Dorg.bytedeco.javacpp.platform=linux-riscv64");

  @TempDir Path home;

  private Path images;

  @BeforeEach
  void makeImages() throws Exception {
    images = Files.createDirectories(home.resolve("images"));
    Files.copy(EXAMPLES.resolve("cats/chelsea.jpg"), images.resolve("cat.jpg"));
    Files.copy(EXAMPLES.resolve("cups/coffee.png"), images.resolve("cup.png"));
    Files.copy(EXAMPLES.resolve("castles/neuschwanstein.webp"), images.resolve("castle.webp"));
  }

  @Test
  void autoWarnsAndComparesByColourAndShape() throws Exception {
    try (LinceProcess lince = LinceProcess.serve(home, OTHER, "--images", images.toString())) {
      lince.awaitOutput("Lince is at");
      lince.awaitOutput("In step");

      assertThat(lince.output())
          .contains("WARN", "words find nothing. CLIP needs ONNX Runtime, which does not run on")
          .contains("Use LINCE_EMBEDDER=visual here.", "Searching in the space visual")
          .contains("castle.webp", "2 embedded, 1 failed")
          .doesNotContain("Exception", "\tat ");
      assertThat(lince.searchBy(images.resolve("cat.jpg"), "?k=1").body()).contains("cat.jpg");
    }
  }

  @Test
  void clipStopsWithASentence() throws Exception {
    LinceProcess.Said said =
        LinceProcess.run(home, OTHER, "serve", "--images", images.toString(), "--embedder", "clip");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.text())
        .contains("lince: CLIP needs ONNX Runtime, which does not run on this machine")
        .contains("Use LINCE_EMBEDDER=visual here.")
        .doesNotContain("Exception", "\tat ");
  }
}
