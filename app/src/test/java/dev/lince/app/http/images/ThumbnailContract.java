package dev.lince.app.http.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.http.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture is shown small, while its file is there. */
interface ThumbnailContract {
  ImagesClient lince();

  /** What Lince keeps, with the files that were added. */
  Path data();

  @ParameterizedTest
  @CsvSource({"1, 64", "64, 64", "256, 64", "1024, 64"})
  default void aThumbnailIsASmallJpegThatIsKnownAgain(int size, int width) throws IOException {
    String address = "/api/v1/images/%d/thumbnail?size=%d".formatted(lince().added(), size);

    Answer first = lince().get(address);
    assertThat(first.header("Content-Type")).contains("image/jpeg");
    assertThat(first.header("Cache-Control").orElseThrow()).contains("private");
    String etag = first.header("ETag").orElseThrow();
    assertThat(lince().get(address, "If-None-Match", etag).status()).isEqualTo(304);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(lince().bytes(address)));
    assertThat(image.getWidth()).isEqualTo(width);
    Answer head = lince().send("HEAD", address, BodyPublishers.noBody());
    assertThat(head.header("ETag")).contains(etag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"size=0", "size=1025", "size=x", "width=5"})
  default void aThumbnailOfNoSizeIsRefused(String parameter) {
    String address = "/api/v1/images/%d/thumbnail?%s".formatted(lince().added(), parameter);

    assertThat(lince().get(address).status()).isEqualTo(422);
    assertThat(lince().get("/api/v1/images/999999/thumbnail").status()).isEqualTo(404);
  }

  @Test
  default void aPictureThatIsGoneFromItsFolderHasNoThumbnailAndSaysSo() throws IOException {
    int id = lince().added();
    String name = lince().find(id).get("path").asString().replaceFirst(".*/", "");
    Path file;
    try (Stream<Path> files = Files.walk(data())) {
      file = files.filter(one -> one.endsWith(name)).findFirst().orElseThrow();
    }
    Files.delete(file);

    assertThat(lince().get("/api/v1/images/%d/thumbnail".formatted(id)).status()).isEqualTo(404);
    assertThat(lince().get("/api/v1/images/%d/file".formatted(id)).text())
        .contains("The file of picture %d is not there now".formatted(id));
    lince().delete(id, false);
  }
}
