package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

  private static final byte[] TAKEN_SOMEWHERE =
      withPlace(GoldenFiles.bytes(GoldenFiles.picture("jpeg-420.jpg")));

  @RegisterExtension
  static final Strangers server =
      new Strangers(
          Map.of(
              "place.jpg",
              TAKEN_SOMEWHERE,
              "upright.jpg",
              GoldenFiles.bytes(GoldenFiles.picture("jpeg-exif-1.jpg"))));

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
    byte[] held = GoldenFiles.bytes(GoldenFiles.picture("jpeg-exif-%d.jpg".formatted(orientation)));

    JsonNode first = JsonMapper.shared().readTree(server.search(held).body()).get("results").get(0);

    assertThat(first.get("path").asString()).isEqualTo("/static/upright.jpg");
    assertThat(first.get("similarity").asDouble()).isGreaterThanOrEqualTo(0.999);
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
