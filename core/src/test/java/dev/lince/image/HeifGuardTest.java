package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found out about a HEIC or AVIF before libheif sees it: none is needed here. */
class HeifGuardTest {
  private final ImageDecoder withoutLibrary =
      new ImageDecoder(
          ImageLimits.DEFAULT,
          DecodeMode.FAST,
          JavaDecoder.CAUTIOUS,
          () -> ImageDecoder.heif(Libheif.find(List.of("no-such-library")), ImageLimits.DEFAULT));

  private static TestHeif around(ImageType type) {
    return new TestHeif(TestHeif.bytes(type == ImageType.AVIF ? "tile.avif" : "tile.heic"), type);
  }

  @ParameterizedTest
  @CsvSource({
    "alpha.heic, HEIC, 300, 240",
    "alpha.avif, AVIF, 300, 240",
    "odd.heic, HEIC, 317, 211",
    "odd.avif, AVIF, 317, 211",
    "deep.heic, HEIC, 160, 96"
  })
  void saysTypeAndSizeWithoutDecoding(String name, ImageType type, int width, int height) {
    ImageHeader header = withoutLibrary.inspect(TestHeif.bytes(name));

    assertThat(header).isEqualTo(new ImageHeader(type, width, height, 1, null));
  }

  @Test
  void saysWhatToInstallWhereThereIsNoLibrary() {
    assertThat(Libheif.find(List.of("no-such-library"))).isEqualTo(Optional.empty());
    assertThatExceptionOfType(ImageRefused.NoDecoder.class)
        .isThrownBy(() -> withoutLibrary.decode(TestHeif.bytes("tile.heic")))
        .withMessageStartingWith(
            "The content is a HEIC picture, which Lince cannot read here: it has no libheif.")
        .withMessageContaining("apt install libheif1")
        .withMessageContaining("brew install libheif");
  }

  @Test
  void keepsPicturesFromNativeCodeWhereThatIsAsked() {
    ImageDecoder cautious =
        new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST, DecoderChoice.JAVA);

    assertThatExceptionOfType(ImageRefused.NoDecoder.class)
        .isThrownBy(() -> cautious.decode(TestHeif.bytes("tile.avif")))
        .withMessageStartingWith("The content is an AVIF picture")
        .withMessageContaining("LINCE_DECODER=auto");
  }

  @Test
  void knowsThePictureByItsOtherBrandsToo() {
    byte[] bytes = TestHeif.bytes("tile.avif");
    System.arraycopy("mif1".getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, 4);

    assertThat(withoutLibrary.inspect(bytes).type()).isEqualTo(ImageType.AVIF);
  }

  @Test
  void refusesSizesBeyondTheLimit() {
    TestHeif heif = around(ImageType.HEIC);
    heif.coded(20_000, 20_000);

    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> withoutLibrary.inspect(heif.build()));
  }

  @ParameterizedTest
  @EnumSource(names = {"HEIC", "AVIF"})
  void looksAtTheSizeThatTheCodedDataSay(ImageType type) {
    ImageLimits small = new ImageLimits(1 << 20, 2_000);
    TestHeif heif = around(type);
    heif.coded(10, 10);

    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> new ImageDecoder(small, DecodeMode.FAST).inspect(heif.build()))
        .withMessageContaining("parts of 4,096 pixels; at most 2,000");
  }

  @Test
  void refusesGridsOfManyLargeTiles() {
    TestHeif heif = around(ImageType.HEIC);
    int tile = heif.coded(6_000, 6_000);
    heif.primary(heif.grid(4, 4, 64, 64, Collections.nCopies(16, tile)));

    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> withoutLibrary.inspect(heif.build()));
  }

  @Test
  void refusesGridsWhoseOwnCanvasIsHuge() {
    TestHeif heif = around(ImageType.HEIC);
    int tile = heif.coded(64, 64);
    byte[] canvas = {0, 1, 0, 0, 0x7f, 0, 0, 0, 0x7f, 0, 0, 0};
    int grid = heif.item("grid", List.of(heif.size(64, 64)), canvas);
    heif.refer("dimg", grid, List.of(tile));
    heif.primary(grid);

    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> withoutLibrary.inspect(heif.build()));
  }

  @Test
  void refusesPicturesThatAreMadeOfThemselves() {
    TestHeif heif = around(ImageType.HEIC);
    int grid = heif.grid(1, 1, 64, 64, List.of(1));
    heif.primary(grid);

    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> withoutLibrary.inspect(heif.build()))
        .withMessageContaining("made of pictures that are made of others");
  }

  @Test
  void refusesKindsOfCodingByName() {
    TestHeif heif = around(ImageType.HEIC);
    heif.item("unci", List.of(heif.size(64, 64)), new byte[4]);

    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> withoutLibrary.inspect(heif.build()))
        .withMessageContaining("coded as «unci»");
  }

  @Test
  void refusesVideosWithoutAStillPicture() {
    byte[] video = "\0\0\0\u0010ftypmsf1\0\0\0\0\0\0\0\bmoov".getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> withoutLibrary.inspect(video))
        .withMessageContaining("video without a still picture");
  }
}
