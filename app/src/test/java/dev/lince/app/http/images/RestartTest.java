package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.store.TestSeed;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was added and taken out is so after the next start too. */
class RestartTest {
  @TempDir Path data;
  @TempDir Path folder;
  private final DrawnPictures pictures = new DrawnPictures(TestSeed.random("Restart"));

  @Test
  void noStartBringsBackWhatWasTakenOutAndUndoStillDoes() throws Exception {
    Files.write(folder.resolve("stays.png"), pictures.next("png"));
    Files.write(folder.resolve("goes.png"), pictures.next("png"));
    byte[] upload = pictures.next("jpg");
    String undo;
    try (LiveServer lince = LiveServer.start(folder, data, Map.of())) {
      HttpResponse<String> added =
          lince.send(
              new FormBody()
                  .file("up.jpg", upload)
                  .field("tags", "kept")
                  .on(lince.request("/api/v1/images")));
      assertThat(added.statusCode()).isEqualTo(201);
      JsonNode removal =
          json(
              lince.postJson(
                  "/api/v1/images/delete",
                  "{\"select\":{\"filter\":{\"not\":{\"tag\":\"kept\"}}},\"dry_run\":true}"));
      assertThat(removal.get("matched").asInt()).isEqualTo(2);
      undo =
          json(lince.send(lince.request("/api/v1/images/" + id(lince, "goes.png")).DELETE()))
              .get("undo")
              .asString();
    }

    try (LiveServer lince = LiveServer.start(folder, data, Map.of())) {
      assertThat(paths(lince)).contains("stays.png").contains("uploads").doesNotContain("goes.png");
      JsonNode kept = json(lince.get("/api/v1/images?tag=kept")).at("/images/0");
      assertThat(lince.bytes(kept.get("file").asString())).isEqualTo(upload);
      json(
          lince.send(
              lince
                  .request("/api/v1/trash/" + undo + "/restore")
                  .POST(HttpRequest.BodyPublishers.noBody())));
      assertThat(paths(lince)).contains("goes.png");
    }

    try (LiveServer lince = LiveServer.start(folder, data, Map.of())) {
      assertThat(paths(lince)).contains("goes.png");
    }
  }

  private static int id(LiveServer lince, String name) {
    for (JsonNode image : json(lince.get("/api/v1/images")).get("images")) {
      if (image.get("path").asString().endsWith(name)) {
        return image.get("id").asInt();
      }
    }
    throw new AssertionError("There is no " + name);
  }

  private static String paths(LiveServer lince) {
    return json(lince.get("/api/v1/images")).findValuesAsString("path").toString();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
