package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailerTest {
  private final Thumbnailer thumbnailer = new Thumbnailer(ImageLimits.DEFAULT, DecoderChoice.AUTO);
  private final ImageDecoder exact = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  static List<Golden.Picture> pictures() {
    return Golden.pictures();
  }

  @ParameterizedTest
  @CsvSource({"1, 128", "128, 128", "129, 256", "256, 256", "257, 512", "513, 1024", "1024, 1024"})
  void roundsAWantedSizeUp(int wanted, int made) {
    assertThat(ThumbnailSize.atLeast(wanted).pixels()).isEqualTo(made);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 1025})
  void refusesSizesThatAreNotMade(int wanted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThumbnailSize.atLeast(wanted))
        .withMessageContaining(String.valueOf(wanted));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void showsThePictureUprightAndNeverLargerThanItIs(Golden.Picture picture) {
    byte[] original = picture.bytes();
    Raster whole = exact.decode(original);
    for (ThumbnailSize size : ThumbnailSize.values()) {
      Raster small = exact.decode(thumbnailer.jpeg(original, size));

      double scale = Math.min(1, (double) size.pixels() / Math.max(whole.width(), whole.height()));
      assertThat(small.width()).isEqualTo(Math.max(1, Math.round(whole.width() * scale)));
      assertThat(small.height()).isEqualTo(Math.max(1, Math.round(whole.height() * scale)));
      assertThat(difference(small, resized(whole, small.width(), small.height())))
          .as("mean difference in levels, at %d pixels", size.pixels())
          .isLessThan(lossOf(picture));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsALargeJpegOfAnyOrientationUpright(int orientation) {
    byte[] exif =
        TestPlace.exif(
            ByteOrder.LITTLE_ENDIAN, new TestTiff.Tags().put(274, orientation), TestPlace.tags());
    byte[] large = TestPlace.jpeg(BaselineJpeg.encode(ramps(2401, 1801)), exif);

    Raster small = exact.decode(thumbnailer.jpeg(large, ThumbnailSize.PIXELS_256));

    Raster whole = exact.decode(large);
    assertThat(whole.width()).isEqualTo(orientation < 5 ? 2401 : 1801);
    assertThat(small.width()).isEqualTo(orientation < 5 ? 256 : 192);
    assertThat(difference(small, resized(whole, small.width(), small.height()))).isLessThan(1.5);
  }

  @ParameterizedTest
  @EnumSource(ThumbnailSize.class)
  void shrinksALargeJpegWhileItIsReadAndStillShowsTheSame(ThumbnailSize size) {
    byte[] large = BaselineJpeg.encode(ramps(4001, 2999));

    Raster small = exact.decode(thumbnailer.jpeg(large, size));

    int height = (int) Math.round(2999.0 * size.pixels() / 4001);
    assertThat(small.width()).isEqualTo(size.pixels());
    assertThat(small.height()).isEqualTo(height);
    assertThat(difference(small, ramps(small.width(), height))).isLessThan(1.5);
  }

  @Test
  void makesThemWithoutNativeCodeToo() {
    byte[] original = Golden.bytes("images/jpeg-camera-640x480.jpg");
    Thumbnailer cautious = new Thumbnailer(ImageLimits.DEFAULT, DecoderChoice.JAVA);

    Raster one = exact.decode(thumbnailer.jpeg(original, ThumbnailSize.PIXELS_256));
    Raster other = exact.decode(cautious.jpeg(original, ThumbnailSize.PIXELS_256));

    assertThat(difference(one, other)).isLessThan(3);
  }

  @Test
  void keepsNothingOfTheOriginalsMetadata() {
    byte[] exif =
        TestPlace.exif(
            ByteOrder.BIG_ENDIAN, new TestTiff.Tags().put(271, "Camera of Ana"), TestPlace.tags());
    byte[] original = TestPlace.jpeg(Golden.bytes("images/jpeg-icc.jpg"), exif);
    assertThat(exact.position(original)).isPresent();

    byte[] thumbnail = thumbnailer.jpeg(original, ThumbnailSize.PIXELS_128);

    assertThat(exact.position(thumbnail)).isEmpty();
    assertThat(new String(thumbnail, StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", "Ana", "ICC_PROFILE");
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void writesABaselineJpegOfJfifAndNothingElse(Golden.Picture picture) {
    byte[] thumbnail = thumbnailer.jpeg(picture.bytes(), ThumbnailSize.PIXELS_256);

    assertThat(markers(thumbnail)).first().isEqualTo(0xe0);
    assertThat(markers(thumbnail)).isSubsetOf(0xe0, 0xdb, 0xc0, 0xc4, 0xda);
    assertThat(thumbnail).endsWith(0xff, 0xd9);
  }

  @Test
  void refusesWhatTheDecoderRefuses() {
    byte[] cut = Arrays.copyOf(Golden.bytes("images/jpeg-420.jpg"), 2_000);
    Thumbnailer small = new Thumbnailer(new ImageLimits(1 << 20, 100), DecoderChoice.AUTO);

    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> thumbnailer.jpeg(cut, ThumbnailSize.PIXELS_128));
    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> thumbnailer.jpeg(new byte[100], ThumbnailSize.PIXELS_128));
    assertThatExceptionOfType(ImageRefused.TooLarge.class)
        .isThrownBy(
            () -> small.jpeg(Golden.bytes("images/jpeg-420.jpg"), ThumbnailSize.PIXELS_128));
  }

  /** Thin lines and single colours suffer from quality and halved chroma more than photos do. */
  private static double lossOf(Golden.Picture picture) {
    return Math.min(picture.width(), picture.height()) < 16 ? 60 : 15;
  }

  private static Raster resized(Raster raster, int width, int height) {
    PillowResize.Crop whole = new PillowResize.Crop(0, 0, width, height);
    return new Raster(width, height, new PillowResize().resize(raster, width, height, whole));
  }

  private static double difference(Raster a, Raster b) {
    long sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
    }
    return (double) sum / a.rgb().length;
  }

  /** Red grows from left to right, green from top to bottom, so that any shift would show. */
  private static Raster ramps(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        rgb[at] = (byte) (255L * (2 * x + 1) / (2L * width));
        rgb[at + 1] = (byte) (255L * (2 * y + 1) / (2L * height));
        rgb[at + 2] = 100;
      }
    }
    return new Raster(width, height, rgb);
  }

  /** Of all segments up to the scan. */
  private static List<Integer> markers(byte[] jpeg) {
    List<Integer> markers = new ArrayList<>();
    int at = 2;
    int marker = 0;
    while (marker != 0xda) {
      assertThat(jpeg[at] & 255).isEqualTo(0xff);
      marker = jpeg[at + 1] & 255;
      markers.add(marker);
      at += 2 + (((jpeg[at + 2] & 255) << 8) | (jpeg[at + 3] & 255));
    }
    return markers;
  }
}
