package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Check 17: names of files cannot write lines of the log, nor colour or clear a terminal. */
class LogLinesTest {
  private static final String FORGED = "2026-01-01 00:00:00.000 ERROR Forged: all is lost";

  @RegisterExtension
  static final Strangers server =
      new Strangers(
          Map.of(
              "a\r\n" + FORGED + ".jpg",
              "no picture".getBytes(StandardCharsets.UTF_8),
              "b\u001b[2J\u001b[31m.png",
              GoldenFiles.broken("png-cut.png"),
              "c\u0007\u009b1m.jpg",
              GoldenFiles.broken("jpeg-cut-half.jpg")));

  @Test
  void writesNoLineAndNoEscapeThatAFileNameHolds() throws IOException {
    byte[] picture = GoldenFiles.bytes(GoldenFiles.picture("png-3x2.png"));
    Wire.send(server.port(), Wire.searchRequest(picture, "x\u001b[31m%0d%0a" + FORGED));
    server.get("/static/x%0d%0a" + FORGED.replace(' ', '+'));
    server.get("/api/v1/search?text=%1b%5b31m%0d%0aForged");

    assertThat(server.lince().output().lines()).noneMatch(line -> line.startsWith(FORGED));
    assertThat(server.lince().output())
        .doesNotContain("\u001b[2J", "\u001b[31m", "\u0007", "\u009b");
  }
}
