package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.store.TestSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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
    try (LiveServer server = LiveServer.start(folder, data, Map.of())) {
      ImagesClient lince = new ImagesClient(server, pictures);
      assertThat(lince.add(ImagesClient.form("up.jpg", upload).field("tags", "kept")).status())
          .isEqualTo(201);
      JsonNode removal =
          lince
              .post(
                  "/api/v1/images/delete",
                  "{\"select\":{\"filter\":{\"not\":{\"tag\":\"kept\"}}},\"dry_run\":true}")
              .ok();
      assertThat(removal.get("matched").asInt()).isEqualTo(2);
      undo = lince.delete("/api/v1/images/" + id(lince, "goes.png")).ok().get("undo").asString();
    }

    try (LiveServer server = LiveServer.start(folder, data, Map.of())) {
      ImagesClient lince = new ImagesClient(server, pictures);
      assertThat(paths(lince)).contains("stays.png").contains("uploads").doesNotContain("goes.png");
      JsonNode kept = lince.list("tag=kept").at("/images/0");
      assertThat(lince.bytes(kept.get("file").asString())).isEqualTo(upload);
      lince.restore(undo);
      assertThat(paths(lince)).contains("goes.png");
    }

    try (LiveServer server = LiveServer.start(folder, data, Map.of())) {
      assertThat(paths(new ImagesClient(server, pictures))).contains("goes.png");
    }
  }

  private static int id(ImagesClient lince, String name) {
    for (JsonNode image : lince.list("").get("images")) {
      if (image.get("path").asString().endsWith(name)) {
        return image.get("id").asInt();
      }
    }
    throw new AssertionError("There is no " + name);
  }

  private static String paths(ImagesClient lince) {
    return lince.list("").findValuesAsString("path").toString();
  }
}
