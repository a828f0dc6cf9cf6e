package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RawCompanionsTest {
  @Test
  void passesOverRawFilesWhosePictureLiesBesideThem() {
    assertThat(
            RawCompanions.of(
                List.of(
                    "a/IMG_1.CR2",
                    "a/IMG_1.JPG",
                    "a/IMG_2.nef",
                    "a/IMG_2.heic",
                    "DSC.ARW",
                    "DSC.jpeg")))
        .containsExactlyInAnyOrder("a/IMG_1.CR2", "a/IMG_2.nef", "DSC.ARW");
  }

  @Test
  void keepsRawFilesThatStandAlone() {
    assertThat(
            RawCompanions.of(
                List.of(
                    "a/IMG_1.CR2",
                    "b/IMG_1.JPG",
                    "c/IMG_2.dng",
                    "c/IMG_2.png",
                    "c/IMG_2.tif",
                    "c/img_3.cr2",
                    "c/IMG_3.jpg",
                    "CR2",
                    "CR2.jpg")))
        .isEmpty();
  }
}
