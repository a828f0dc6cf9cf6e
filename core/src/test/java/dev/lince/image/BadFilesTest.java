package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and hostile files. The time limits are guards against hanging, not figures. */
class BadFilesTest {
  static final List<Golden.BadFile> ALL = Golden.badFiles();
  static final List<Golden.BadFile> REFUSED =
      ALL.stream().filter(Golden.BadFile::mustBeRefused).toList();

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final ImageDecoder withoutNatives =
      new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT, DecoderChoice.JAVA);

  @ParameterizedTest(name = "{0}")
  @FieldSource("REFUSED")
  void refusesWhatIsNoPicture(Golden.BadFile file) {
    byte[] bytes = file.bytes();

    assertThatExceptionOfType(ImageRefused.class).isThrownBy(() -> decoder.decode(bytes));
    assertThatExceptionOfType(ImageRefused.class).isThrownBy(() -> withoutNatives.decode(bytes));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("ALL")
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void endsInARasterOrASentenceWhateverTheFile(Golden.BadFile file) {
    Outcomes.rasterOrRefusal(decoder, file.bytes());
    Outcomes.rasterOrRefusal(withoutNatives, file.bytes());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "zero-bytes.jpg, empty",
    "text.jpg, text",
    "page.html, an HTML page",
    "drawing.svg, an SVG drawing",
    "svg-bomb.svg, an SVG drawing",
    "document.pdf, a PDF document",
    "random.bin, of no format that Lince knows"
  })
  void namesWhatItFound(String name, String found) {
    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> decoder.decode(Golden.bytes("bad/" + name)))
        .withMessage(
            "The content is %s; Lince reads JPEG, PNG, GIF, WebP, BMP, TIFF, HEIC, AVIF and camera"
                + " raw pictures.",
            found);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "jpeg-65500x65500.jpg",
        "png-bomb-20000x20000.png",
        "gif-huge-screen.gif",
      })
  void refusesHugeHeadersBeforeAnyPixelIsDecoded(String name) {
    byte[] bytes = Golden.bytes("bad/" + name);
    Outcomes.rasterOrRefusal(decoder, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    ImageRefused refusal = catchThrowableOfType(ImageRefused.class, () -> decoder.inspect(bytes));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(refusal).isInstanceOf(ImageRefused.TooLarge.class);
    assertThat(refusal).hasMessageContaining("at most 50,000,000 are allowed");
    assertThat(allocated).isLessThan(10 << 20);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "jpeg-cut-half.jpg",
        "jpeg-cut-progressive.jpg",
        "jpeg-no-eoi.jpg",
        "png-cut.png",
        "gif-cut.gif",
        "webp-cut.webp"
      })
  void saysThatACutPictureIsCutOff(String name) {
    byte[] bytes = Golden.bytes("bad/" + name);

    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.decode(bytes))
        .withMessageContaining("is cut off: it ends after %,d bytes", bytes.length);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jpeg-bad-exif.jpg", "png-text-bomb.png", "png-no-plte.png"})
  void showsPicturesWhoseTroubleLiesOutsideThePixels(String name) {
    byte[] bytes = Golden.bytes("bad/" + name);
    Raster raster = decoder.decode(bytes);

    assertThat(raster.width()).isEqualTo(decoder.inspect(bytes).width());
    assertThat(decoder.inspect(bytes).orientation()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jpeg-4000-scans.jpg"})
  void refusesJpegsOfThousandsOfScans(String name) {
    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.inspect(Golden.bytes("bad/" + name)))
        .withMessageContaining("more than 64 scans");
  }

  @Test
  void refusesJpegsOfTwelveBitsByName() {
    byte[] bytes = Golden.bytes("images/jpeg-444.jpg");
    bytes[frameHeader(bytes) + 4] = 12;

    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> decoder.inspect(bytes))
        .withMessageContaining("3 components of 12 bits");
  }

  /** Arithmetic coding, lossless and hierarchical frames, with data that are none of these. */
  @ParameterizedTest
  @ValueSource(ints = {0xc1, 0xc2, 0xc3, 0xc5, 0xc9, 0xca, 0xcb, 0xcd})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void endsInARasterOrASentenceWhateverKindOfJpegItClaimsToBe(int marker) {
    byte[] bytes = Golden.bytes("images/jpeg-444.jpg");
    bytes[frameHeader(bytes) + 1] = (byte) marker;

    Outcomes.rasterOrRefusal(decoder, bytes);
    Outcomes.rasterOrRefusal(withoutNatives, bytes);
  }

  private static int frameHeader(byte[] jpeg) {
    int at = 2;
    while (jpeg[at + 1] != (byte) 0xc0) {
      at += 2 + (((jpeg[at + 2] & 255) << 8) | (jpeg[at + 3] & 255));
    }
    return at;
  }

  /** libjpeg warns of them, and the reference shows the picture. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jpeg-420.jpg", "jpeg-progressive.jpg", "jpeg-grey.jpg"})
  void showsJpegsThatHaveStrayBytesBeforeTheirEnd(String name) {
    Golden.Picture picture = Golden.picture(name);
    byte[] bytes = picture.bytes();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 10);
    Arrays.fill(longer, bytes.length - 2, longer.length - 2, (byte) 0);
    longer[longer.length - 2] = (byte) 0xff;
    longer[longer.length - 1] = (byte) 0xd9;

    assertThat(Golden.hash(decoder.decode(longer).rgb())).isEqualTo(picture.uprightHash());
    assertThat(Golden.hash(withoutNatives.decode(longer).rgb())).isEqualTo(picture.uprightHash());
  }
}
