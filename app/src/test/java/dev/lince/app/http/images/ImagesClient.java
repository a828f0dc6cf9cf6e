package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.http.Answer;
import dev.lince.app.http.ApiClient;
import dev.lince.app.http.Multipart;
import tools.jackson.databind.JsonNode;

/** Adds, asks for, changes and takes out the pictures of one library. */
final class ImagesClient extends ApiClient {
  private static final String IMAGES = "/api/v1/images";

  private final DrawnPictures pictures;

  ImagesClient(LiveServer server, DrawnPictures pictures) {
    super(server);
    this.pictures = pictures;
  }

  /** A form of one picture. */
  static Multipart form(String fileName, byte[] picture) {
    return new Multipart().untyped("file", fileName, picture);
  }

  /** A form of a picture that nobody has yet. */
  Multipart newPicture() {
    return form("x.png", pictures.next("png"));
  }

  Answer add(Multipart form) {
    return post(IMAGES, form);
  }

  /** The id of a picture that is added now. */
  int added() {
    return add(newPicture()).json(201).get("id").asInt();
  }

  /** The id of a picture of the folder. */
  int own() {
    for (JsonNode image : list("order=oldest&limit=1000").get("images")) {
      if (image.get("path").asString().startsWith("/static/own-")) {
        return image.get("id").asInt();
      }
    }
    throw new AssertionError("There is no picture of the folder.");
  }

  JsonNode find(int id) {
    return get(IMAGES + "/" + id).ok();
  }

  JsonNode list(String query) {
    return get(IMAGES + "?" + query).ok();
  }

  JsonNode patch(int id, String json) {
    return patch(IMAGES + "/" + id, json).ok();
  }

  /** Takes one out, with its file or without. */
  JsonNode delete(int id, boolean file) {
    return delete("%s/%d?file=%s".formatted(IMAGES, id, file)).ok();
  }

  /** Brings back all of what was taken out. */
  JsonNode restore(String undo) {
    JsonNode restored = post("/api/v1/trash/" + undo + "/restore").ok();
    assertThat(restored.get("failed")).isEmpty();
    return restored;
  }
}
