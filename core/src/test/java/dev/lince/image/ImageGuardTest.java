package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGuardTest {
  private static final String[] ONE_OF_EACH = {
    "jpeg-444.jpg",
    "png-rgb.png",
    "gif-offset.gif",
    "webp-lossy.webp",
    "bmp-rgb.bmp",
    "tiff-lzw.tif"
  };

  private static ImageDecoder within(long bytes, long pixels) {
    return new ImageDecoder(new ImageLimits(bytes, pixels), DecodeMode.EXACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jpeg-444.jpg",
        "png-rgb.png",
        "gif-offset.gif",
        "webp-lossy.webp",
        "tiff-jpeg.tif"
      })
  void letsThroughWhatJustKeepsTheLimitsAndNothingMore(String name) {
    Golden.Picture picture = Golden.picture(name);
    byte[] bytes = picture.bytes();
    long pixels = (long) picture.width() * picture.height();

    assertThat(within(bytes.length, pixels).decode(bytes).width()).isEqualTo(picture.width());
    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> within(bytes.length - 1, pixels).decode(bytes))
        .withMessage(
            "The image has %,d bytes; at most %,d are allowed.", bytes.length, bytes.length - 1);
    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> within(bytes.length, pixels - 1).decode(bytes))
        .withMessage(
            "The image has %d × %d = %,d pixels; at most %,d are allowed.",
            picture.width(), picture.height(), pixels, pixels - 1);
  }

  @Test
  void refusesSidesThatNoCameraHasThoughThePixelsAreFew() {
    byte[] strip = new TestPng(PngFile.Colour.GREY, 1, 70_000, 1, false).encode(7);

    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(() -> within(1 << 20, 1 << 20).inspect(strip))
        .withMessageContaining("no side may be longer than 65,535");
  }

  @Test
  void tellsTypesByContentEvenIfOtherContentFollows() {
    for (String name : ONE_OF_EACH) {
      Golden.Picture picture = Golden.picture(name);
      byte[] polyglot = withTail(picture.bytes(), "<html><script>alert(1)</script>PK\3\4%PDF-1.7");

      assertThat(within(1 << 20, 1 << 20).inspect(polyglot).type().name())
          .isEqualTo(picture.format());
      assertThat(Golden.hash(within(1 << 20, 1 << 20).decode(polyglot).rgb()))
          .isEqualTo(picture.uprightHash());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'<html><body>GIF89a', an HTML page",
    "'  <!DOCTYPE HTML>', an HTML page",
    "'<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>', an SVG drawing",
    "'%PDF-1.7', a PDF document",
    "'8BPS', a Photoshop document",
    "'BM, and this is no bitmap at all', text",
    "'    ftypisom', a video"
  })
  void namesForeignContent(String content, String found) {
    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> within(100, 100).inspect(content.getBytes(StandardCharsets.ISO_8859_1)))
        .withMessageStartingWith("The content is %s;".formatted(found));
  }

  @Test
  void speaksTheSameWhateverTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-u-nu-arab"));
    try {
      assertThatExceptionOfType(ImageRefused.TooLarge.class)
          .isThrownBy(() -> within(1_000, 1).inspect(Golden.bytes("images/png-rgb.png")))
          .withMessage("The image has 62,617 bytes; at most 1,000 are allowed.");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static byte[] withTail(byte[] bytes, String tail) {
    byte[] ascii = tail.getBytes(StandardCharsets.ISO_8859_1);
    byte[] both = Arrays.copyOf(bytes, bytes.length + ascii.length);
    System.arraycopy(ascii, 0, both, bytes.length, ascii.length);
    return both;
  }
}
