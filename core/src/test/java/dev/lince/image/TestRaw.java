package dev.lince.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A raw file of a maker, with a large JPEG and mostly a small one, to be turned by 90 degrees where
 * its own notes say so.
 */
record TestRaw(String maker, byte[] bytes, boolean turned) {
  static final byte[] LARGE = Golden.bytes("images/jpeg-420.jpg");
  static final byte[] SMALL = Golden.bytes("images/jpeg-444.jpg");
  private static final int TURNED_RIGHT = 6;

  static List<TestRaw> all() {
    return List.of(
        new TestRaw("Canon CR2", cr2(), true),
        new TestRaw("Nikon NEF", inSubDirectory("NIKON CORPORATION"), true),
        new TestRaw("Sony ARW", inFirstDirectory("SONY", ByteOrder.LITTLE_ENDIAN, 513), true),
        new TestRaw("DNG", dng(), true),
        new TestRaw("Pentax PEF", pef(), true),
        new TestRaw("Samsung SRW", inSubDirectory("SAMSUNG"), true),
        new TestRaw("Panasonic RW2", rw2(), true),
        new TestRaw("Olympus ORF", orf(), true),
        new TestRaw("Canon CR3", cr3(), true),
        new TestRaw("Fuji RAF", raf(LARGE), false));
  }

  byte[] expected(ImageDecoder decoder) {
    byte[] rgb = decoder.decode(LARGE).rgb();
    if (!turned) {
      return rgb;
    }
    ImageHeader stored = decoder.inspect(LARGE);
    UprightCanvas canvas =
        new UprightCanvas(stored.width(), stored.height(), Orientation.TURNED_RIGHT);
    for (int y = 0, at = 0; y < stored.height(); y++) {
      for (int x = 0; x < stored.width(); x++, at += 3) {
        canvas.put(canvas.place(x, y), rgb[at], rgb[at + 1], rgb[at + 2]);
      }
    }
    return canvas.rgb();
  }

  @Override
  public String toString() {
    return maker;
  }

  static byte[] raf(byte[] jpeg) {
    ByteBuffer raf = ByteBuffer.allocate(160 + jpeg.length);
    raf.put("FUJIFILMCCD-RAW 0201".getBytes(StandardCharsets.US_ASCII));
    raf.putInt(84, 160).putInt(88, jpeg.length).position(160);
    return raf.put(jpeg).array();
  }

  private static TestTiff.Tags notes(String make) {
    return new TestTiff.Tags().put(271, make).put(274, TURNED_RIGHT);
  }

  /** The first directory holds the picture in one strip, the next one a thumbnail. */
  private static byte[] cr2() {
    TestTiff tiff =
        new TestTiff(ByteOrder.LITTLE_ENDIAN, false, new byte[] {'C', 'R', 2, 0, 0, 0, 0, 0});
    long large = tiff.add(LARGE);
    long small = tiff.add(SMALL);
    long next = tiff.add(new TestTiff.Tags().put(513, small).put(514, SMALL.length), 0);
    TestTiff.Tags tags = notes("Canon").put(259, 6).put(273, large).put(279, LARGE.length);
    return tiff.build(tiff.add(tags, next));
  }

  private static byte[] inSubDirectory(String make) {
    TestTiff tiff = new TestTiff(ByteOrder.BIG_ENDIAN, false);
    long large = tiff.add(LARGE);
    long sub = tiff.add(new TestTiff.Tags().put(259, 6).put(513, large).put(514, LARGE.length), 0);
    long sensor = tiff.add(new TestTiff.Tags().put(262, 32_803).put(259, 34_713), 0);
    return tiff.build(tiff.add(notes(make).put(254, 1).put(330, sub, sensor), 0));
  }

  private static byte[] inFirstDirectory(String make, ByteOrder order, int tag) {
    TestTiff tiff = new TestTiff(order, false);
    long large = tiff.add(LARGE);
    TestTiff.Tags tags = notes(make).put(254, 1).put(tag, large).put(tag + 1, LARGE.length);
    return tiff.build(tiff.add(tags, 0));
  }

  /** What the sensor saw is a JPEG too, but a lossless one. */
  private static byte[] dng() {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    byte[] lossless = {
      (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc3, 0, 11, 14, 9, 9, 9, 9, 1, 0, 17, 0
    };
    long sensorData = tiff.add(lossless);
    long large = tiff.add(LARGE);
    long preview =
        tiff.add(
            new TestTiff.Tags().put(254, 1).put(259, 7).put(273, large).put(279, LARGE.length), 0);
    TestTiff.Tags sensor = new TestTiff.Tags().put(262, 32_803).put(259, 7).put(273, sensorData);
    long sensorAt = tiff.add(sensor.put(279, lossless.length), 0);
    TestTiff.Tags tags = notes("Somebody").put(50_706, 1, 4, 0, 0).put(330, sensorAt, preview);
    return tiff.build(tiff.add(tags, 0));
  }

  private static byte[] pef() {
    TestTiff tiff = new TestTiff(ByteOrder.BIG_ENDIAN, false);
    long large = tiff.add(LARGE);
    long small = tiff.add(SMALL);
    long third = tiff.add(new TestTiff.Tags().put(513, large).put(514, LARGE.length), 0);
    long second = tiff.add(new TestTiff.Tags().put(513, small).put(514, SMALL.length), third);
    return tiff.build(tiff.add(notes("PENTAX").put(262, 32_803).put(259, 65_535), second));
  }

  private static byte[] rw2() {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    byte[] raw = tiff.build(tiff.add(notes("Panasonic").put(46, LARGE), 0));
    raw[2] = 'U';
    return raw;
  }

  private static byte[] orf() {
    TestTiff tiff = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    TestTiff inner = new TestTiff(ByteOrder.LITTLE_ENDIAN, false, new byte[4 + 2 + 12 + 4]);
    long large = inner.add(LARGE);
    long settings = inner.add(new TestTiff.Tags().put(0x101, large).put(0x102, LARGE.length), 0);
    byte[] note = inner.build(0);
    ByteBuffer head = ByteBuffer.wrap(note).order(ByteOrder.LITTLE_ENDIAN);
    head.put("OLYMPUS\0II\3\0".getBytes(StandardCharsets.ISO_8859_1));
    head.putShort((short) 1).putShort((short) 0x2020).putShort((short) 13).putInt(1);
    head.putInt((int) settings);
    long exif = tiff.add(new TestTiff.Tags().put(37_500, note), 0);
    byte[] raw = tiff.build(tiff.add(notes("OLYMPUS").put(34_665, exif), 0));
    raw[2] = 'R';
    raw[3] = 'O';
    return raw;
  }

  private static byte[] cr3() {
    TestTiff notes = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    byte[] cmt1 = notes.build(notes.add(notes("Canon"), 0));
    byte[] ftyp = box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.ISO_8859_1));
    byte[] thumbnail = box("THMB", concat(new byte[16], SMALL));
    int trackBytes = moov(cmt1, thumbnail, 0).length;
    byte[] moov = moov(cmt1, thumbnail, ftyp.length + trackBytes + 8);
    return concat(ftyp, moov, box("mdat", LARGE));
  }

  private static byte[] moov(byte[] cmt1, byte[] thumbnail, int jpegAt) {
    byte[] stsz = box("stsz", ints(0, LARGE.length, 1));
    byte[] co64 = box("co64", ints(0, 1, 0, jpegAt));
    byte[] track = box("trak", box("mdia", box("minf", box("stbl", concat(stsz, co64)))));
    TestTiff place = new TestTiff(ByteOrder.LITTLE_ENDIAN, false);
    byte[] cmt4 = place.build(place.add(TestPlace.tags(), 0));
    byte[] own = box("uuid", concat(new byte[16], box("CMT1", cmt1), box("CMT4", cmt4), thumbnail));
    return box("moov", concat(own, track));
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }

  private static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(body)
        .array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
