package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.embed.EmbedException.ModelUnavailable;
import dev.lince.embed.ProbeImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  @TempDir private Path folder;

  @BeforeEach
  void copyTheTinyModel() throws IOException {
    Files.createDirectory(folder.resolve("onnx"));
    for (String file : ModelFolder.ESSENTIAL) {
      Files.copy(Golden.TINY.resolve(file), folder.resolve(file));
    }
  }

  @Test
  void namesTheFolderThatIsNotThere() {
    assertThatThrownBy(() -> ModelFolder.of(folder.resolve("none")))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageStartingWith("There is no model folder " + folder.resolve("none"));
  }

  @Test
  void namesEveryFileThatIsMissing() throws IOException {
    Files.delete(folder.resolve(ModelFolder.CONFIG));
    Files.delete(folder.resolve(ModelFolder.IMAGE_TOWER));
    assertThatThrownBy(() -> ModelFolder.of(folder))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessage(
            "The model folder %s lacks config.json, onnx/vision_model.onnx.".formatted(folder));
  }

  @Test
  void embedsImagesWithoutTheTextTower() {
    try (ClipEmbedder embedder = ClipEmbedder.open(ModelFolder.of(folder), 1)) {
      assertThat(embedder.embedsText()).isFalse();
      assertThat(embedder.embedImage(ProbeImage.raster())).hasSize(512);
      assertThatThrownBy(() -> embedder.embedText("a cat"))
          .isInstanceOf(ModelUnavailable.class)
          .hasMessageContaining("lacks onnx/text_model.onnx, which is needed to search by words");
    }
  }

  @Test
  void embedsWordsOnceTheTextTowerHasCome() throws IOException {
    try (ClipEmbedder embedder = ClipEmbedder.open(ModelFolder.of(folder), 1)) {
      Files.copy(
          Golden.TINY.resolve(ModelFolder.TEXT_TOWER), folder.resolve(ModelFolder.TEXT_TOWER));
      assertThat(embedder.embedsText()).isTrue();
      assertThat(embedder.embedText("a cat").vector()).hasSize(512);
    }
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Files.write(folder.resolve(ModelFolder.IMAGE_TOWER), new byte[0]);
    assertThatThrownBy(() -> ModelFolder.of(folder))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining("vision_model.onnx is empty or no file");
  }

  @Test
  void refusesAnImageTowerThatIsNoModel() throws IOException {
    Files.writeString(folder.resolve(ModelFolder.IMAGE_TOWER), "no model at all");
    assertThatThrownBy(() -> ClipEmbedder.open(ModelFolder.of(folder), 1))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining("ONNX Runtime cannot open the model's file " + folder);
  }

  @Test
  void refusesATextTowerInThePlaceOfTheImageTower() throws IOException {
    Files.delete(folder.resolve(ModelFolder.IMAGE_TOWER));
    Files.copy(
        Golden.TINY.resolve(ModelFolder.TEXT_TOWER), folder.resolve(ModelFolder.IMAGE_TOWER));
    assertThatThrownBy(() -> ClipEmbedder.open(ModelFolder.of(folder), 1))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining("one input of floats with the dimensions 1, 3, 224, 224 is needed");
  }

  @Test
  void refusesAnImageTowerInThePlaceOfTheTextTower() throws IOException {
    Files.copy(
        Golden.TINY.resolve(ModelFolder.IMAGE_TOWER), folder.resolve(ModelFolder.TEXT_TOWER));
    try (ClipEmbedder embedder = ClipEmbedder.open(ModelFolder.of(folder), 1)) {
      assertThatThrownBy(() -> embedder.embedText("a cat"))
          .isInstanceOf(ModelBroken.class)
          .hasMessageContaining("token ids and perhaps a mask");
    }
  }

  @Test
  void refusesConfigurationThatIsNoJson() throws IOException {
    Files.writeString(folder.resolve(ModelFolder.CONFIG), "{");
    assertThatThrownBy(() -> ClipEmbedder.open(ModelFolder.of(folder), 1))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining("config.json cannot be read as JSON");
  }

  @Test
  void asksItsSourceForTheTextTower() {
    List<String> asked = new java.util.ArrayList<>();
    ModelFolder sourced = ModelFolder.of(folder, () -> asked.add("text tower"));
    assertThatThrownBy(sourced::textTower).isInstanceOf(ModelUnavailable.class);
    assertThat(asked).containsExactly("text tower");
  }
}
