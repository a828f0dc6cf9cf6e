package dev.lince.store.pgvector.url;

import dev.lince.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;

/** What reads a database's address, for Jazzer: any text ends in an address or in one sentence. */
public final class UrlFuzz {
  private UrlFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Target.DATABASE_URL.take(input);
  }

  enum Target implements FuzzTarget {
    DATABASE_URL;

    /** {@code sslcert} and its like do. */
    @Override
    public boolean mayNameFiles() {
      return true;
    }

    @Override
    public void take(byte[] input) {
      try {
        DatabaseUrl url = DatabaseUrl.parse(new String(input, StandardCharsets.UTF_8));
        if (url.database().isEmpty() || !url.jdbcUrl().startsWith("jdbc:postgresql://")) {
          throw new AssertionError("%s is no address.".formatted(url));
        }
      } catch (DatabaseUrlRefused refused) {
        String message = String.valueOf(refused.getMessage());
        if (message.contains("\n") || !message.endsWith(".")) {
          throw new AssertionError("«%s» is no sentence.".formatted(message));
        }
      }
    }
  }
}
