package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Check 8: what is no picture, or a picture and something else, under a picture's name. */
class DisguisesTest {
  private static final String SCRIPT = "<html><script>alert(document.domain)</script></html>";
  private static final byte[] JPEG = GoldenFiles.bytes(GoldenFiles.picture("jpeg-420.jpg"));

  @RegisterExtension
  static final Strangers server =
      new Strangers(
          Map.of(
              "behind.jpg", joined(JPEG, text(SCRIPT)),
              "inside.jpg", withComment(JPEG, SCRIPT),
              "archive.jpg", joined(JPEG, text("PK\u0003\u0004 an archive")),
              "named-as-page.html", JPEG,
              "page.jpg", text(SCRIPT),
              "script.gif", text("GIF89a/*\0\0\0\0*/=1;alert(1)"),
              "drawing.png", GoldenFiles.broken("drawing.svg")));

  @ParameterizedTest
  @ValueSource(strings = {"drawing.svg", "svg-bomb.svg", "page.html", "document.pdf", "text.jpg"})
  void refusesWhatIsNoPictureWhateverItIsCalled(String name) throws IOException {
    byte[] request = Wire.searchRequest(GoldenFiles.broken(name), "photo.jpg");

    Reply reply = Wire.send(server.port(), request);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("\"detail\":\"The content is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"behind.jpg", "inside.jpg", "archive.jpg"})
  void servesAPictureThatIsAlsoAPageAsAPictureAndNothingElse(String name) throws IOException {
    Reply reply = server.get("/static/" + name);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .contains(
            "Content-Type: image/jpeg\r\n",
            "X-Content-Type-Options: nosniff\r\n",
            "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"page.jpg", "script.gif", "drawing.png"})
  void servesNothingThatOnlyHasAPicturesName(String name) throws IOException {
    Reply reply = server.get("/static/" + name);

    assertThat(reply.status()).isIn(200, 404);
    assertThat(reply.text()).doesNotContain("Content-Type: text/").doesNotContain("svg+xml");
    if (reply.status() == 200) {
      assertThat(reply.text()).contains("nosniff", "sandbox", "Content-Type: image/");
    }
  }

  @Test
  void repeatsNothingOfWhatStandsInsideAPicture() throws IOException {
    Reply reply = server.search(withComment(JPEG, SCRIPT));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).doesNotContain("script").contains("Content-Type: application/json");
    assertThat(server.lince().output()).doesNotContain("alert(");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  /** In a COM segment, right behind the start. */
  private static byte[] withComment(byte[] jpeg, String comment) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (2 + comment.length())});
    bytes.writeBytes(text(comment));
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }
}
