package dev.lince.store.pgvector.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlRefusalTest {
  @ParameterizedTest(name = "{0}: …{1}…")
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://u:geheim@h/d | it must begin with postgresql://, postgres://,",
        "postgresql:h/d | it must begin with",
        "geheim | it must begin with",
        "host=h password=geheim | it must begin with",
        "postgresql://u:geheim@h:54x2/d | the port is not a number from 1 to 65535; if this is the"
            + " password, an @host is missing behind it.",
        "postgresql://u:geheim | the port is not a number",
        "postgresql://u:p@h:0/d | the port is not a number",
        "postgresql://u:p@h:65536/d | the port is not a number",
        "postgresql://u:p@h:99999999999/d | the port is not a number",
        "postgresql://u:p@h:-1/d | the port is not a number",
        "postgresql://u:p@h/d?port=geheim | the port is not a number",
        "postgresql://u:p@h<geheim>/d | the host is neither a name,",
        "postgresql://u:p@[::1/d | the host is neither a name,",
        "postgresql://u:p@[geheim]:1/d | the host is neither a name,",
        "postgresql://u:p@h1,h2/d?host=a,b&port=1,2,3 | there are 2 hosts and 3 ports;",
        "postgresql:///d?host=/var/run/postgresql | the host is the folder of a Unix socket, which"
            + " Lince cannot use; give a TCP host, such as localhost.",
        "postgresql://%2Fvar%2Frun%2Fpostgresql/d | the host is the folder of a Unix socket",
        "postgresql:///d?host=%40abstract | the host is the folder of a Unix socket",
        "postgresql://u:12/geheim@h/d | a / stands before an @,",
        "postgresql://u:p@ge/heim@h/d | a / stands before an @,",
        "postgresql://u:p%00@h/d | the password holds %00;",
        "postgresql://u:p%ff@h/d | the password holds percent-escapes that are not UTF-8;",
        "postgresql://u:p@h/d%ff | the database holds percent-escapes that are not UTF-8;",
        "postgresql://u:p@h/d?geheim | a parameter behind the ? is not of the form name=value;",
        "postgresql://u:p@h/d?=geheim | a parameter behind the ? is not of the form name=value;",
        "postgresql://u@h/d?password=x&geheim=1 | a parameter (if the password holds & or ?, write"
            + " %26 or %3F) is not known;",
        "postgresql://u:x@h?geheim=1@h2/d | a parameter (if the password holds & or ?,",
      })
  void saysInOneSentenceWhatIsWrong(String text, String piece) {
    assertThatExceptionOfType(DatabaseUrlRefused.class)
        .isThrownBy(() -> DatabaseUrl.parse(text))
        .withMessageContaining(piece)
        .withNoCause()
        .satisfies(
            refused ->
                assertThat(refused).message().endsWith(".").doesNotContain("geheim", "heim", "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "//", ":", "@", "?", "postgresql", "postgresql:/", "jdbc:"})
  void refusesScraps(String text) {
    assertThatExceptionOfType(DatabaseUrlRefused.class)
        .isThrownBy(() -> DatabaseUrl.parse(text))
        .withMessageStartingWith("it must begin with");
  }

  /** Breaks good URLs at random, and looks for every piece of four letters of the password. */
  @Test
  void noRefusalHoldsAnyPieceOfThePassword() {
    long seed = new Random().nextLong();
    System.out.println("noRefusalHoldsAnyPieceOfThePassword: seed " + seed);
    Random random = new Random(seed);
    int refusals = 0;
    for (int i = 0; i < 10_000; i++) {
      String password = UrlBreaker.password(random);
      String text = UrlBreaker.brokenUrl(password, random);
      try {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url.toString()).as(text).isEqualTo(url.where());
      } catch (DatabaseUrlRefused refused) {
        refusals++;
        for (String piece : UrlBreaker.telltalePieces(password)) {
          assertThat(refused).as(text).message().doesNotContain(piece);
        }
      }
    }
    assertThat(refusals).isGreaterThan(1_000);
  }
}
