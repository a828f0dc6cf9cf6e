package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpsPositionTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);
  private final byte[] plain = Golden.bytes("images/jpeg-1x1.jpg");

  @ParameterizedTest
  @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void readsTheExifBlockOfAJpeg(String order) {
    byte[] exif = TestPlace.exif(orderOf(order), new TestTiff.Tags(), TestPlace.tags());

    assertIsThePlace(TestPlace.jpeg(plain, exif));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void readsTheDirectoriesOfATiff(String order) {
    TestTiff tiff = new TestTiff(orderOf(order), false);
    long place = tiff.add(TestPlace.tags(), 0);
    long strip = tiff.add(new byte[] {7});
    TestTiff.Tags tags =
        new TestTiff.Tags()
            .put(256, 1)
            .put(257, 1)
            .put(258, 8)
            .put(262, 1)
            .put(273, strip)
            .put(279, 1)
            .put(34_853, place);

    assertIsThePlace(tiff.build(tiff.add(tags, 0)));
  }

  @Test
  void readsTheBoxesOfACanon() {
    TestRaw canon =
        TestRaw.all().stream().filter(raw -> raw.maker().equals("Canon CR3")).findFirst().get();

    assertIsThePlace(canon.bytes());
  }

  @Test
  void saysNothingOfAPictureThatSaysNothing() {
    assertThat(decoder.position(plain)).isEmpty();
    assertThat(decoder.position(Golden.bytes("images/jpeg-exif-6.jpg"))).isEmpty();
    assertThat(decoder.position(Golden.bytes("images/tiff-none.tif"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "N, 91, 1, 0, 1, 0, 1",
    "S, 90, 1, 1, 1, 0, 1",
    "N, 0, 0, 0, 0, 0, 0",
    "'', 41, 1, 53, 1, 24, 1",
    "Q, 41, 1, 53, 1, 24, 1"
  })
  void leavesOutPlacesThatAreNotOnEarth(
      String hemisphere, int a, int b, int c, int d, int e, int f) {
    TestTiff.Tags place = TestPlace.tags(hemisphere, a, b, c, d, e, f);
    TestTiff.Tags nowhere =
        place.put(3, "E").putFractions(4, a == 0 ? new int[] {0, 0, 0, 0, 0, 0} : longitude());
    byte[] exif = TestPlace.exif(ByteOrder.BIG_ENDIAN, new TestTiff.Tags(), nowhere);

    assertThat(decoder.position(TestPlace.jpeg(plain, exif))).isEmpty();
  }

  @Test
  void refusesToBeNowhere() {
    assertThatIllegalArgumentException().isThrownBy(() -> new GpsPosition(90.001, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new GpsPosition(0, -180.001));
    assertThatIllegalArgumentException().isThrownBy(() -> new GpsPosition(Double.NaN, 1));
  }

  @Test
  void neverFailsForDamagedNotes() {
    Random random = Seed.random(GpsPositionTest.class);
    for (int i = 0; i < 2_000; i++) {
      byte[] exif = TestPlace.exif(ByteOrder.LITTLE_ENDIAN, new TestTiff.Tags(), TestPlace.tags());
      for (int change = random.nextInt(6); change >= 0; change--) {
        exif[random.nextInt(exif.length)] = (byte) random.nextInt(256);
      }
      decoder
          .position(TestPlace.jpeg(plain, exif))
          .ifPresent(place -> assertThat(Math.abs(place.latitude())).isLessThanOrEqualTo(90));
    }
  }

  private static int[] longitude() {
    return new int[] {12, 1, 0, 1, 0, 1};
  }

  private static ByteOrder orderOf(String name) {
    return name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private void assertIsThePlace(byte[] picture) {
    GpsPosition position = Objects.requireNonNull(decoder.position(picture).orElse(null));
    assertThat(position.latitude()).isCloseTo(TestPlace.POSITION.latitude(), within(1e-9));
    assertThat(position.longitude()).isCloseTo(TestPlace.POSITION.longitude(), within(1e-9));
  }
}
