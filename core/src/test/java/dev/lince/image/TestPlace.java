package dev.lince.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Pictures that say where they were taken: 41° 53′ 24.6″ N, 12° 29′ 32″ W. */
public final class TestPlace {
  public static final GpsPosition POSITION =
      new GpsPosition(41 + 53 / 60.0 + 24.6 / 3600, -(12 + 29 / 60.0 + 32 / 3600.0));

  private static final int GPS_DIRECTORY = 34_853;

  private TestPlace() {}

  /** The same JPEG, which says it now. */
  public static byte[] in(byte[] jpeg) {
    return jpeg(jpeg, exif(ByteOrder.BIG_ENDIAN, new TestTiff.Tags(), tags()));
  }

  /** Of a GPS directory. */
  static TestTiff.Tags tags() {
    return tags("N", 41, 1, 53, 1, 246, 10);
  }

  static TestTiff.Tags tags(String hemisphere, int... latitude) {
    return new TestTiff.Tags()
        .put(1, hemisphere)
        .putFractions(2, latitude)
        .put(3, "W")
        .putFractions(4, 12, 1, 29, 1, 32, 1);
  }

  /** An EXIF block, or the directories of a TIFF, with a GPS directory. */
  static byte[] exif(ByteOrder order, TestTiff.Tags first, TestTiff.Tags place) {
    TestTiff tiff = new TestTiff(order, false);
    long at = tiff.add(place, 0);
    return tiff.build(tiff.add(first.put(GPS_DIRECTORY, at), 0));
  }

  static byte[] jpeg(byte[] jpeg, byte[] exif) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(
        ByteBuffer.allocate(10)
            .putShort((short) 0xffe1)
            .putShort((short) (8 + exif.length))
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .array());
    out.writeBytes(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
