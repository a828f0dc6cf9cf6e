package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource({
    "0.95, 0.95",
    "0.950000, 0.95",
    "1, 1.0",
    "-1, -1.0",
    "0, 0.0",
    "-0.0, 0.0",
    "1e-6, 0.000001",
    "0.1234565, 0.123457",
    "0.30000000000000004, 0.3",
    "1e-9, 0.0"
  })
  void writesSimilaritiesWithOneToSixDecimals(double value, String written) {
    assertThat(Json.MAPPER.writeValueAsString(Json.similarity(value))).isEqualTo(written);
  }
}
