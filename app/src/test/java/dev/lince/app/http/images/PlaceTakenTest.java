package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.app.http.Answer;
import dev.lince.app.http.ApiClient;
import dev.lince.image.TestPlace;
import dev.lince.store.TestSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Where a picture was taken is told to nobody, unless it is to be told. */
class PlaceTakenTest {
  @TempDir Path data;
  @TempDir Path folder;
  private final byte[] picture =
      TestPlace.in(new DrawnPictures(TestSeed.random("PlaceTaken")).next("jpg"));

  @Test
  void isInNoAnswerAndNoThumbnailButInTheFileItself() throws Exception {
    try (LiveServer server = start("false")) {
      ApiClient lince = new ApiClient(server);
      for (String address :
          new String[] {"/api/v1/images/1", "/api/v1/images", "/api/v1/search?id=1"}) {
        Answer answer = lince.get(address);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("gps", "latitude", "41.8");
      }
      String thumbnail =
          new String(lince.bytes("/api/v1/images/1/thumbnail"), StandardCharsets.ISO_8859_1);
      assertThat(thumbnail).doesNotContain("Exif");
      assertThat(lince.bytes("/api/v1/images/1/file")).isEqualTo(picture);
    }
  }

  @Test
  void isToldOfOnePictureWhereThatIsWanted() throws Exception {
    try (LiveServer server = start("true")) {
      ApiClient lince = new ApiClient(server);
      JsonNode gps = lince.get("/api/v1/images/1").json().get("gps");

      assertThat(gps.get("latitude").asDouble())
          .isCloseTo(TestPlace.POSITION.latitude(), within(1e-9));
      assertThat(gps.get("longitude").asDouble())
          .isCloseTo(TestPlace.POSITION.longitude(), within(1e-9));
      assertThat(lince.get("/api/v1/images").text()).doesNotContain("gps");
    }
  }

  private LiveServer start(String exposed) throws IOException, InterruptedException {
    Files.write(folder.resolve("here.jpg"), picture);
    return LiveServer.start(folder, data, Map.of(Variable.LINCE_EXPOSE_GPS, exposed));
  }
}
