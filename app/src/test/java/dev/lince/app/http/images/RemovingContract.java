package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures are taken out, with their files or without, and brought back. */
interface RemovingContract {
  /** The pictures of the image folder; no others come into it. */
  int OWN = 12;

  ImagesClient lince();

  /** The image folder. */
  Path folder();

  @Test
  default void whatIsTakenOutStaysOutUntilItIsBroughtBack() throws IOException {
    int id = lince().own();
    JsonNode removal = lince().delete(id, false);

    assertThat(removal.get("removed").asInt()).isEqualTo(1);
    assertThat(removal.at("/images/0/id").asInt()).isEqualTo(id);
    assertThat(lince().get("/api/v1/images/" + id).status()).isEqualTo(404);
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).hasSize(OWN);
    }

    String token = removal.get("undo").asString();
    assertThat(lince().get("/api/v1/trash").ok().toString()).contains(token);
    JsonNode restored = lince().restore(token);
    assertThat(restored.at("/restored/0/was").asInt()).isEqualTo(id);
    int now = restored.at("/restored/0/id").asInt();
    assertThat(lince().get("/api/v1/images/" + now).status()).isEqualTo(200);
    assertThat(lince().post("/api/v1/trash/" + token + "/restore").status()).isEqualTo(404);
  }

  @Test
  default void aFileGoesIntoTheTrashOnlyWhenAskedAndComesBack() {
    int id = lince().added();
    String path = lince().find(id).get("path").asString();
    byte[] before = lince().bytes(path);

    JsonNode removal = lince().delete(id, true);
    assertThat(removal.get("files").asInt()).isEqualTo(1);
    assertThat(lince().get(path).status()).isEqualTo(404);
    lince().restore(removal.get("undo").asString());

    assertThat(lince().bytes(path)).isEqualTo(before);
  }

  @Test
  default void aFileOfAnImageFolderIsNeverTouched() {
    String address = "/api/v1/images/%d?file=true".formatted(lince().own());

    assertThat(lince().delete(address).refusal(409)).contains("never writes to image folders");
  }

  @Test
  default void theTrashCanBeEmptied() {
    String token = lince().delete(lince().added(), true).get("undo").asString();

    assertThat(lince().delete("/api/v1/trash/" + token).status()).isEqualTo(200);
    assertThat(lince().delete("/api/v1/trash/" + token).status()).isEqualTo(404);
  }
}
