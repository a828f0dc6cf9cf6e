package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  @ParameterizedTest
  @CsvSource({
    "2024:02:29 13:14:15, , 2024-02-29T13:14:15Z",
    "2024:02:29 13:14:15, +02:00, 2024-02-29T11:14:15Z",
    "1999:12:31 23:59:59, -05:30, 2000-01-01T05:29:59Z"
  })
  void readsWhenThePictureWasTaken(String date, @Nullable String offset, Instant taken) {
    ImageHeader header = decoder.inspect(jpegWith(exif(6, date, offset)));

    assertThat(header.taken()).isEqualTo(taken);
    assertThat(header.orientation()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"0000:00:00 00:00:00", "'    :  :     :  :  '", "yesterday afternoon"})
  void leavesOutDatesThatAreNone(String date) {
    assertThat(decoder.inspect(jpegWith(exif(1, date, null))).taken()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0", "9", "65535"})
  void leavesPicturesOfUnknownOrientationAsTheyAre(int orientation) {
    ImageHeader header = decoder.inspect(jpegWith(exif(orientation, "2024:02:29 13:14:15", null)));

    assertThat(header.orientation()).isEqualTo(1);
    assertThat(header.taken()).isNotNull();
  }

  @Test
  void showsPicturesWhateverTheirExifSays() {
    Random random = Seed.random(ExifTest.class);
    for (int i = 0; i < 2_000; i++) {
      byte[] exif = exif(6, "2024:02:29 13:14:15", "+02:00");
      for (int change = random.nextInt(6); change >= 0; change--) {
        exif[random.nextInt(exif.length)] = (byte) random.nextInt(256);
      }
      byte[] jpeg = jpegWith(exif);
      assertThat(decoder.decode(jpeg).width()).isEqualTo(1);
    }
  }

  /** A big-endian TIFF structure: IFD0 with the orientation and a sub-directory of dates. */
  private static byte[] exif(int orientation, String date, @Nullable String offset) {
    byte[] dateText = (date + "\0").getBytes(StandardCharsets.US_ASCII);
    byte[] offsetText = ((offset == null ? "" : offset) + "\0").getBytes(StandardCharsets.US_ASCII);
    int subAt = 8 + 2 + 2 * 12 + 4;
    int textAt = subAt + 2 + 2 * 12 + 4;
    ByteBuffer tiff = ByteBuffer.allocate(textAt + dateText.length + 8);
    tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    entry(tiff, 0x0112, 3, 1, orientation << 16);
    entry(tiff, 0x8769, 4, 1, subAt);
    tiff.putInt(0);
    tiff.putShort((short) 2);
    entry(tiff, 0x9003, 2, dateText.length, textAt);
    if (offset == null) {
      entry(tiff, 0xa001, 3, 1, 1 << 16);
    } else {
      entry(tiff, 0x9011, 2, offsetText.length, textAt + dateText.length);
    }
    tiff.putInt(0).put(dateText).put(offsetText);
    return tiff.array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static byte[] jpegWith(byte[] exif) {
    byte[] jpeg = Golden.bytes("images/jpeg-1x1.jpg");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int length = 2 + 6 + exif.length;
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
    out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
