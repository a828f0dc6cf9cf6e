package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Check 10: every kind of picture that there is, whole, and cut at each hundredth of its length.
 */
class KindsTest {
  static final List<Path> PICTURES = GoldenFiles.pictures();

  /** The whole sweep costs decoding; the smallest picture of each kind is enough for it. */
  static final List<Path> SMALLEST =
      PICTURES.stream()
          .filter(file -> file.toFile().length() > 1000)
          .collect(
              Collectors.groupingBy(
                  KindsTest::kind,
                  Collectors.minBy(Comparator.comparingLong(file -> file.toFile().length()))))
          .values()
          .stream()
          .flatMap(Optional::stream)
          .toList();

  @RegisterExtension
  static final Strangers server =
      new Strangers(Map.of("a.jpg", GoldenFiles.bytes(GoldenFiles.picture("jpeg-420.jpg"))));

  @ParameterizedTest(name = "{0}")
  @FieldSource("PICTURES")
  void findsByItOrSaysWhatItIs(Path file) throws IOException {
    Reply reply = server.search(GoldenFiles.bytes(file));

    assertThat(reply.status()).as("%s", reply).isIn(200, 400);
    assertThat(reply.body()).contains(reply.status() == 200 ? "\"results\":" : "\"detail\":\"The ");
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("SMALLEST")
  void endsInAnAnswerWhereverItIsCut(Path file) throws IOException {
    byte[] whole = GoldenFiles.bytes(file);
    for (int percent = 0; percent < 100; percent++) {
      Reply reply =
          server.search(Arrays.copyOf(whole, (int) ((long) whole.length * percent / 100)));

      assertThat(reply.status()).as("%d %% of it: %s", percent, reply).isIn(200, 400);
    }
  }

  private static String kind(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.'));
  }
}
