package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {
  @Test
  void decodesWhatItEncodes() {
    long seed = System.nanoTime();
    System.out.println("PercentTest seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      String path =
          random
              .ints(random.nextInt(20), 1, 0x11000)
              .filter(c -> c < 0xd800 || c > 0xdfff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      String encoded = Percent.encodePath(path);

      assertThat(encoded).matches("[A-Za-z0-9._~/%-]*");
      assertThat(Percent.decode(encoded)).contains(path);
    }
  }

  @Test
  void decodesOnce() {
    assertThat(Percent.decode("%252e")).contains("%2e");
    assertThat(Percent.decode("a+b")).contains("a+b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%1", "%zz", "%-1", "%ff", "%c0%ae", "%ed%a0%80", "ñ"})
  void refusesWhatIsNotPercentEncodedUtf8(String encoded) {
    assertThat(Percent.decode(encoded)).isEmpty();
  }
}
