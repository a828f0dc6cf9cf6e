package dev.lince.app.http.images;

import static dev.lince.app.http.images.ImagesClient.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.Answer;
import dev.lince.app.http.ApiClient;
import dev.lince.app.http.Multipart;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pictures are added, one or many in a form; each is found at once, and none is there twice. */
interface AddingContract {
  ImagesClient lince();

  DrawnPictures pictures();

  @Test
  default void anAddedPictureIsFoundAtOnceAndKeepsItsBytes() {
    byte[] picture = pictures().next("jpg");

    Answer answer = lince().add(form("Día 1.png", picture).field("tags", "[\"new\",\"día\"]"));

    JsonNode image = answer.json(201);
    int id = image.get("id").asInt();
    assertThat(answer.header("Location")).contains("/api/v1/images/" + id);
    assertThat(image.get("path").asString()).startsWith("/static/").endsWith(".jpg");
    assertThat(image.get("type").asString()).isEqualTo("image/jpeg");
    assertThat(image.get("tags").toString()).isEqualTo("[\"día\",\"new\"]");
    assertThat(image.at("/metadata/file_name").asString()).isEqualTo("Día 1.png");
    assertThat(lince().bytes(image.get("file").asString())).isEqualTo(picture);
    assertThat(lince().bytes(image.get("path").asString())).isEqualTo(picture);
    assertThat(lince().find(id)).isEqualTo(image);
    JsonNode found = lince().get("/api/v1/search?id=%d&k=1".formatted(id)).ok();
    assertThat(found.at("/results/0/id").asInt()).isEqualTo(id);
  }

  @Test
  default void aPictureSaysItsAverageColour() {
    byte[] picture = pictures().plain(new Color(0x0A3FC2));

    JsonNode added = lince().add(form("a.png", picture)).json();

    assertThat(added.get("colour").stringValue()).isEqualTo("#0a3fc2");
    assertThat(lince().list("limit=1").at("/images/0")).isEqualTo(added);
  }

  @Test
  default void theSameBytesAgainAreThePictureThatIsThere() {
    byte[] picture = pictures().next("png");
    JsonNode first = lince().add(form("a.png", picture)).json();

    Answer again = lince().add(form("b.png", picture).field("path", "other/name"));

    assertThat(again.ok()).isEqualTo(first);
  }

  @Test
  default void aPictureGoesWhereItIsSentWithTheEndingOfItsContent() {
    Multipart otherEnding =
        form("x", pictures().next("png")).field("path", "viajes/Niño 2024/a.jpg");
    Multipart noEnding = form("x", pictures().next("png")).field("path", "viajes/Niño 2024/a");

    Answer first = lince().add(otherEnding);
    Answer second = lince().add(noEnding);

    assertThat(first.json(201).get("path").asString()).endsWith("/viajes/Ni%C3%B1o%202024/a.png");
    assertThat(second.refusal(409)).contains("viajes/Niño 2024/a.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escape",
        "/etc/x",
        "a/../../b",
        ".hidden/x",
        "a/.b",
        "a\\b",
        "a//b",
        "a?b",
        "a\tb",
        "1/2/3/4/5/6/7/8/9",
        "CON:x",
        "a/b/",
        " "
      })
  default void aPathThatBreaksTheRulesIsRefused(String path) {
    Answer answer = lince().add(lince().newPicture().field("path", path));

    assertThat(answer.refusal(422)).contains("path");
  }

  @Test
  default void everyFileOfAFormHasItsOwnOutcome() {
    byte[] good = pictures().next("jpg");
    byte[] page = "<html></html>".getBytes(StandardCharsets.UTF_8);

    JsonNode answer =
        lince()
            .add(
                form("good.jpg", good)
                    .untyped("file", "page.html", page)
                    .untyped("file", "twin.jpg", good))
            .ok();

    assertThat(answer.at("/results/0/status").asInt()).isEqualTo(201);
    assertThat(answer.at("/results/1/status").asInt()).isEqualTo(400);
    assertThat(answer.at("/results/1/name").asString()).isEqualTo("page.html");
    assertThat(answer.at("/results/1/detail").asString()).endsWith(".");
    assertThat(answer.at("/results/2/status").asInt()).isEqualTo(200);
    assertThat(answer.at("/results/2/image/id")).isEqualTo(answer.at("/results/0/image/id"));
  }

  @Test
  default void formsThatMakeNoSenseAreRefusedAndNamed() {
    assertThat(lince().add(new Multipart().field("tags", "x")).refusal(422)).contains("no picture");
    assertThat(lince().add(lince().newPicture().field("x", "y")).refusal(422)).contains("field x");
    Multipart twoOfOnePath =
        lince().newPicture().untyped("file", "b.png", pictures().next("png")).field("path", "p");
    assertThat(lince().add(twoOfOnePath).refusal(422)).contains("2 pictures");
    assertThat(lince().add(lince().newPicture().field("tags", "[\"\\u0007\"]")).refusal(422))
        .contains("tag");
    Multipart metadataThatEndsEarly =
        lince().newPicture().field("metadata", "{\"a\":\"b\"},\"tags\":[\"x\"]");
    assertThat(lince().add(metadataThatEndsEarly).refusal(400)).contains("not well-formed JSON");
    Multipart tooMany = new Multipart();
    for (int i = 0; i < 101; i++) {
      tooMany.untyped("file", "a.png", new byte[] {1});
    }
    assertThat(lince().add(tooMany).refusal(413)).contains("101 pictures");
    assertThat(lince().post("/api/v1/images", "{}").status()).isEqualTo(415);
    assertThat(lince().post("/api/v1/images/label", "").text()).contains("The body is empty");
  }

  @Test
  default void fromElsewhereOnlyAKeyWrites() {
    ApiClient elsewhere = lince().with("X-Forwarded-For", "10.1.2.3");

    assertThat(elsewhere.post("/api/v1/images", lince().newPicture()).status()).isEqualTo(401);
    assertThat(elsewhere.get("/api/v1/images?limit=1").status()).isEqualTo(200);
  }
}
