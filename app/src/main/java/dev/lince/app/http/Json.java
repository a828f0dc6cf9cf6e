package dev.lince.app.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** How answers are written as JSON. */
public final class Json {
  public static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private static final int DECIMALS = 6;

  private Json() {}

  /** A similarity with one to six decimals and no exponent: 0.95, 1.0. */
  public static BigDecimal similarity(double value) {
    BigDecimal shortest =
        BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return shortest.scale() < 1 ? shortest.setScale(1) : shortest;
  }
}
