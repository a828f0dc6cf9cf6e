package dev.lince.app.config;

import dev.lince.app.config.Given.Origin;
import dev.lince.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What reads settings, for Jazzer: any text ends in values or in one line that refuses it. */
public final class ConfigFuzz {
  private static Target target = Target.DOT_ENV;

  private ConfigFuzz() {}

  public static void fuzzerInitialize(String[] arguments) {
    target = Target.valueOf(arguments[0]);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    target.take(input);
  }

  enum Target implements FuzzTarget {
    DOT_ENV {
      @Override
      public void take(byte[] input) {
        DotEnv.parse(text(input), Map.of("HOME", "/home/ana"));
      }
    },
    ORIGINS_AND_HOSTS {
      @Override
      public void take(byte[] input) {
        valuesOrOneLine(
            () -> Origins.parse(new Given(Variable.ALLOWED_ORIGINS, text(input), Origin.DOT_ENV)));
        valuesOrOneLine(
            () ->
                Hosts.parse(new Given(Variable.LINCE_ALLOWED_HOSTS, text(input), Origin.DOT_ENV)));
        valuesOrOneLine(
            () -> Numbers.bytes(new Given(Variable.LINCE_MAX_BYTES, text(input), Origin.DOT_ENV)));
        valuesOrOneLine(
            () ->
                Numbers.fraction(
                    new Given(Variable.SIMILARITY_THRESHOLD, text(input), Origin.DOT_ENV)));
      }
    };

    @Override
    public abstract void take(byte[] input);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  private static void valuesOrOneLine(Runnable reading) {
    try {
      reading.run();
    } catch (SettingRefused refused) {
      String message = String.valueOf(refused.getMessage());
      if (message.contains("\n") || message.isBlank()) {
        throw new AssertionError("«%s» is not one line.".formatted(message));
      }
    }
  }
}
