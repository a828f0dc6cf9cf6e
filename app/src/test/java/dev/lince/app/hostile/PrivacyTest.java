package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Check 9: where a picture was taken stays in its file; how the camera was held does not matter.
 */
class PrivacyTest {
  /** 41° 53' 24'' north, and the name of the place, as a phone writes both. */
  private static final String PLACE = "Calle-de-la-Prueba-4711";

  private static final byte[] UPRIGHT = GoldenFiles.bytes(GoldenFiles.picture("jpeg-exif-1.jpg"));

  private static final byte[] TAKEN_SOMEWHERE =
      withPlace(GoldenFiles.bytes(GoldenFiles.picture("jpeg-420.jpg")));

  @RegisterExtension
  static final Strangers server =
      new Strangers(Map.of("place.jpg", TAKEN_SOMEWHERE, "upright.jpg", UPRIGHT));

  @Test
  void tellsNobodyWhereAPictureWasTaken() throws IOException {
    Reply reply = server.search(TAKEN_SOMEWHERE);

    JsonNode results = JsonMapper.shared().readTree(reply.body()).get("results");
    assertThat(results.get(0).get("path").asString()).isEqualTo("/static/place.jpg");
    for (JsonNode result : results) {
      assertThat(result.propertyNames()).containsExactly("id", "similarity", "path");
    }
    assertThat(reply.text() + server.lince().output()).doesNotContain(PLACE);
  }

  /** As docs/security.md says. */
  @Test
  void servesTheFileItselfWithAllThatIsInIt() throws IOException {
    Reply reply = server.get("/static/place.jpg");

    assertThat(reply.text().getBytes(StandardCharsets.ISO_8859_1)).endsWith(TAKEN_SOMEWHERE);
    assertThat(reply.text()).contains(PLACE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsAPictureHoweverTheCameraWasHeld(int orientation) throws IOException {
    byte[] held = held(UPRIGHT, orientation);

    JsonNode first = JsonMapper.shared().readTree(server.search(held).body()).get("results").get(0);

    assertThat(first.get("path").asString()).isEqualTo("/static/upright.jpg");
    assertThat(first.get("similarity").asDouble()).isGreaterThanOrEqualTo(0.999);
  }

  /**
   * The same picture, stored as a camera that was held otherwise stores it, with a note of that.
   */
  private static byte[] held(byte[] upright, int orientation) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(upright));
    boolean lies = orientation >= 5;
    int width = lies ? picture.getHeight() : picture.getWidth();
    int height = lies ? picture.getWidth() : picture.getHeight();
    var stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int below = height - 1 - y;
        int rgb =
            switch (orientation) {
              case 1 -> picture.getRGB(x, y);
              case 2 -> picture.getRGB(right, y);
              case 3 -> picture.getRGB(right, below);
              case 4 -> picture.getRGB(x, below);
              case 5 -> picture.getRGB(y, x);
              case 6 -> picture.getRGB(below, x);
              case 7 -> picture.getRGB(below, right);
              default -> picture.getRGB(y, right);
            };
        stored.setRGB(x, y, rgb);
      }
    }
    var png = new ByteArrayOutputStream();
    ImageIO.write(stored, "png", png);
    return withOrientation(png.toByteArray(), orientation);
  }

  /** In an eXIf chunk behind the header, which ends after 33 bytes. */
  private static byte[] withOrientation(byte[] png, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
    entry(tiff, 0x112, 3, 1, orientation << 16);
    var bytes = new ByteArrayOutputStream();
    bytes.write(png, 0, 33);
    Bombs.chunk(bytes, "eXIf", tiff.array());
    bytes.write(png, 33, png.length - 33);
    return bytes.toByteArray();
  }

  /** EXIF with a GPS directory: latitude reference, latitude, name of the area (tags 1, 2, 28). */
  private static byte[] withPlace(byte[] jpeg) {
    byte[] place = ("ASCII\0\0\0" + PLACE).getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer tiff = ByteBuffer.allocate(26 + 2 + 3 * 12 + 4 + 24 + place.length);
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
    tiff.putShort((short) 1);
    entry(tiff, 0x8825, 4, 1, 26);
    tiff.putInt(0);
    tiff.putShort((short) 3);
    entry(tiff, 1, 2, 2, 'N' << 24);
    entry(tiff, 2, 5, 3, 68);
    entry(tiff, 28, 7, place.length, 92);
    tiff.putInt(0);
    tiff.putInt(41).putInt(1).putInt(53).putInt(1).putInt(24).putInt(1);
    tiff.put(place);
    var bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.writeBytes(
        ByteBuffer.allocate(10)
            .put((byte) 0xff)
            .put((byte) 0xe1)
            .putShort((short) (8 + tiff.capacity()))
            .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
            .array());
    bytes.writeBytes(tiff.array());
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
