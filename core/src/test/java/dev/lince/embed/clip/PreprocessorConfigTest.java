package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.EmbedException.ModelBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessorConfigTest {
  private static final String COLOURS =
      "\"image_mean\":[0.5,0.4,0.3],\"image_std\":[0.1,0.2,0.3],\"rescale_factor\":0.25,";

  @TempDir private Path folder;

  @Test
  void readsTheDefaultModel() {
    PreprocessorConfig config =
        PreprocessorConfig.read(Golden.TINY.resolve(ModelFolder.PREPROCESSOR));
    assertThat(config.size()).isEqualTo(new PreprocessorConfig.Size.ShortestEdge(224));
    assertThat(config.cropWidth()).isEqualTo(224);
    assertThat(config.cropHeight()).isEqualTo(224);
    assertThat(config.rescaleFactor()).isEqualTo(1 / 255.0);
    assertThat(config.mean())
        .containsExactly((float) 0.48145466, (float) 0.4578275, (float) 0.40821073);
    assertThat(config.std())
        .containsExactly((float) 0.26862954, (float) 0.26130258, (float) 0.27577711);
  }

  @Test
  void readsSizesThatAreGivenAsPlainNumbers() throws IOException {
    PreprocessorConfig config = read(COLOURS + "\"resample\":3,\"size\":336,\"crop_size\":320");
    assertThat(config.size()).isEqualTo(new PreprocessorConfig.Size.ShortestEdge(336));
    assertThat(config.cropWidth()).isEqualTo(320);
  }

  @Test
  void cropsNothingWhereTheSizeIsExact() throws IOException {
    PreprocessorConfig config =
        read(COLOURS + "\"resample\":3,\"size\":{\"height\":30,\"width\":40}");
    assertThat(config.size().of(1000, 10)).isEqualTo(new PreprocessorConfig.Resized(40, 30));
    assertThat(config.cropWidth()).isEqualTo(40);
    assertThat(config.cropHeight()).isEqualTo(30);
  }

  @Test
  void cutsTheLongerSideToWholePixels() {
    PreprocessorConfig.Size size = new PreprocessorConfig.Size.ShortestEdge(224);
    assertThat(size.of(451, 300)).isEqualTo(new PreprocessorConfig.Resized(336, 224));
    assertThat(size.of(300, 451)).isEqualTo(new PreprocessorConfig.Resized(224, 336));
    assertThat(size.of(50_000_000, 1))
        .isEqualTo(new PreprocessorConfig.Resized(11_200_000_000L, 224));
  }

  @Test
  void refusesWhatItDoesNotDo() {
    refuses("\"resample\":2,\"size\":224,\"crop_size\":224", "\"resample\" is 2; only 3, bicubic");
    refuses("\"size\":224,\"crop_size\":224", "\"resample\" is missing");
    refuses(
        "\"do_normalize\":false,\"resample\":3,\"size\":224,\"crop_size\":224",
        "\"do_normalize\" is false; only true is supported.");
    refuses("\"resample\":3,\"size\":200,\"crop_size\":224", "it must not be larger than \"size\"");
    refuses("\"resample\":3,\"size\":224", "\"do_center_crop\" is missing");
    refuses("\"resample\":3,\"size\":-1", "\"size\" is -1; a positive whole number is needed");
    refuses("\"resample\":3", "\"width\" is missing");
  }

  private void refuses(String json, String sentence) {
    assertThatThrownBy(() -> read(COLOURS + json))
        .isInstanceOf(ModelBroken.class)
        .hasMessageContaining(sentence);
  }

  private PreprocessorConfig read(String members) throws IOException {
    Path file = folder.resolve(ModelFolder.PREPROCESSOR);
    return PreprocessorConfig.read(Files.writeString(file, "{" + members + "}"));
  }
}
