package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bitmap, small enough to be written down by hand. */
class BmpDecoderTest {
  private static final String BLACK_RED_GREEN_BLUE = "00000000 0000ff00 00ff0000 ff000000";

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1 bit, 1, 0, 3, 2, 00000000 0000ff00, 40000000 a0000000, 'R.R .R.'",
    "4 bits, 4, 0, 3, 2, PALETTE, 12300000 30100000, 'B.R RGB'",
    "8 bits, 8, 0, 3, 2, PALETTE, 01020300 03000100, 'B.R RGB'",
    "8 bits top down, 8, 0, 3, -2, PALETTE, 01020300 03000100, 'RGB B.R'",
    "16 bits, 16, 0, 2, 1, , 007c 1f00, 'RB'",
    "24 bits, 24, 0, 2, 1, , 0000ff ff0000 0000, 'RB'",
    "32 bits, 32, 0, 2, 1, , 0000ff00 ff0000ff, 'RB'",
    "masks 5 6 5, 16, 3, 2, 1, 00f80000 e0070000 1f000000, 00f8 e007, 'RG'",
    "masks of 32, 32, 3, 2, 1, ff000000 00ff0000 0000ff00, ff000000 0000ff00, 'RB'",
    "run lengths of 8, 8, 1, 4, 2, PALETTE, 0301 0102 0000 0003010203 00 0103 0001, 'RGBB RRRG'",
    "run lengths of 4, 4, 2, 4, 2, PALETTE, 0412 0000 0003 1230 0130 0001, 'RGBB RGRG'",
    "skipped pixels, 8, 1, 4, 2, PALETTE, 0101 0002 0101 0102 0001, '..G. R...'",
  })
  void readsPixelsOf(
      String kind,
      int bits,
      int compression,
      int width,
      int height,
      String table,
      String rows,
      String picture) {
    String tableHex = table == null ? "" : table.equals("PALETTE") ? BLACK_RED_GREEN_BLUE : table;
    byte[] bmp = bmp(bits, compression, width, height, tableHex, rows);

    assertThat(letters(decoder.decode(bmp))).as(kind).isEqualTo(picture);
  }

  @Test
  void readsTheHeaderOfOs2() {
    ByteBuffer bmp = ByteBuffer.allocate(14 + 12 + 6 + 4).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(14 + 12 + 6);
    bmp.putInt(12).putShort((short) 2).putShort((short) 1).putShort((short) 1);
    bmp.putShort((short) 1).put(hex("00ff00 0000ff")).put(hex("40000000"));

    assertThat(letters(decoder.decode(bmp.array()))).isEqualTo("GR");
  }

  @Test
  void stretchesFiveBitsToEight() {
    Raster raster = decoder.decode(bmp(16, 0, 2, 1, "", "0100 1042"));

    assertThat(raster.rgb()).containsExactly(0, 0, 8, 131, 131, 131);
  }

  @Test
  void refusesRowsThatAreNotThere() {
    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.inspect(bmp(24, 0, 2, 2, "", "0000ff ff0000 0000")))
        .withMessageContaining("cut off");
    assertThatExceptionOfType(ImageRefused.Corrupt.class)
        .isThrownBy(() -> decoder.decode(bmp(8, 1, 4, 2, BLACK_RED_GREEN_BLUE, "0301")))
        .withMessageContaining("cut off");
  }

  @Test
  void refusesWhatOtherProgramsHideInBitmaps() {
    assertThatExceptionOfType(ImageRefused.NotAnImage.class)
        .isThrownBy(() -> decoder.inspect(bmp(24, 4, 2, 2, "", "ffd8ffe0")))
        .withMessage("The BMP has compression 4; Lince reads 0 to 3 (none, run lengths, masks).");
  }

  private static byte[] bmp(
      int bits, int compression, int width, int height, String table, String rows) {
    byte[] tableBytes = hex(table);
    byte[] rowBytes = hex(rows);
    int dataAt = 14 + 40 + tableBytes.length;
    ByteBuffer bmp = ByteBuffer.allocate(dataAt + rowBytes.length).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(dataAt);
    bmp.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    bmp.putInt(compression).putInt(0).putInt(0).putInt(0);
    bmp.putInt(bits <= 8 ? tableBytes.length / 4 : 0).putInt(0);
    return bmp.put(tableBytes).put(rowBytes).array();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static String letters(Raster raster) {
    StringJoiner rows = new StringJoiner(" ");
    for (int y = 0; y < raster.height(); y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < raster.width(); x++) {
        int at = 3 * (y * raster.width() + x);
        byte[] rgb = raster.rgb();
        row.append(letter(rgb[at], rgb[at + 1], rgb[at + 2]));
      }
      rows.add(row);
    }
    return rows.toString();
  }

  private static char letter(int red, int green, int blue) {
    int colour = ((red & 255) << 16) | ((green & 255) << 8) | (blue & 255);
    return switch (colour) {
      case 0 -> '.';
      case 0xff0000 -> 'R';
      case 0x00ff00 -> 'G';
      case 0x0000ff -> 'B';
      default -> '?';
    };
  }
}
