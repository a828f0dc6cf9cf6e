package dev.lince.store.pgvector.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://",
        "postgres://",
        "postgresql+psycopg2://",
        "postgresql+psycopg://",
        "postgresql+psycopg_async://",
        "postgresql+asyncpg://",
        "postgresql+psycopg2cffi://",
        "postgresql+pg8000://",
        "jdbc:postgresql://",
        "PostgreSQL://",
        "JDBC:postgresql://",
        "  postgresql://"
      })
  void takesEverySpellingOfTheScheme(String scheme) {
    DatabaseUrl url = DatabaseUrl.parse(scheme + "ana:geheim@db.example.org:5433/images\n");

    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.org:5433/images");
    assertThat(url.properties())
        .isEqualTo(propertiesOf(Map.of("user", "ana", "password", "geheim")));
  }

  @ParameterizedTest(name = "{0} → {1}, user {2}, password {3}")
  @CsvSource(
      delimiter = ' ',
      ignoreLeadingAndTrailingWhitespace = true,
      nullValues = "-",
      value = {
        "postgresql://u:p@h/d h:5432/d u p",
        "postgresql://u@h/d h:5432/d u -",
        "postgresql://u:@h/d h:5432/d u -",
        "postgresql://u:p@h h:5432/u u p",
        "postgresql://u:p@h/ h:5432/u u p",
        "postgresql://u:p@h:/d h:5432/d u p",
        "postgresql://u:p@/d localhost:5432/d u p",
        "postgresql:///d?user=u localhost:5432/d u -",
        "postgresql://?dbname=d&user=u&password=p&host=h&port=1 h:1/d u p",
        "postgresql://u:p@h?dbname=d h:5432/d u p",
        "postgresql://u:p@h/d?dbname=e h:5432/e u p",
        "postgresql+asyncpg://u:p@h?database=d h:5432/d u p",
        "postgresql://a:b@h/d?user=u&password=p h:5432/d u p",
        "postgresql://u:p@10.0.0.7:6000/d 10.0.0.7:6000/d u p",
        "postgresql://u:p@[::1]/d [::1]:5432/d u p",
        "postgresql://u:p@[2001:db8::1]:6000/d [2001:db8::1]:6000/d u p",
        "postgresql://u:p@/d?host=::1 [::1]:5432/d u p",
        "postgresql://u:p@h1:1,h2,[::1]:3/d h1:1,h2:5432,[::1]:3/d u p",
        "postgresql://u:p@/d?host=h1,h2&port=1,2 h1:1,h2:2/d u p",
        "postgresql://u:p@/d?host=h1,h2&port=7 h1:7,h2:7/d u p",
        "postgresql+psycopg2://u:p@/d?host=h1:1&host=h2:2 h1:1,h2:2/d u p",
        "postgresql://u:p@h:7/d?host=other other:7/d u p",
        "postgresql://u:p@h:7/d?port=8 h:8/d u p",
        "postgresql://u:p@h1:1,h2:2/d?port=8 h1:8,h2:8/d u p",
        "postgresql+psycopg2://u:p@h/d?host=h1:1&host=h2:2 h1:1,h2:2/d u p",
        "postgresql://u:p@/d?hostaddr=10.0.0.7 10.0.0.7:5432/d u p",
        "postgresql://u:p%40%3A%2F%3F%23%25%26%2B@h/d h:5432/d u p@:/?#%&+",
        "postgresql://u:p+q@h/d h:5432/d u p+q",
        "postgresql+psycopg2://u:p+q@h/d h:5432/d u p+q",
        "postgresql://u:%C3%B1and%C3%BA@h/d h:5432/d u ñandú",
        "postgresql://u:ñandú@h/d h:5432/d u ñandú",
        "postgresql://u:100%@h/d h:5432/d u 100%",
        "postgresql://u:a%zz@h/d h:5432/d u a%zz",
        "postgresql://u:p:q@h/d h:5432/d u p:q",
        "postgresql://u:p@ss@h/d h:5432/d u p@ss",
        "postgresql://u:p/w@h/d h:5432/d u p/w",
        "postgresql://u:p?w@h/d h:5432/d u p?w",
        "postgresql://u:?w@h/d h:5432/d u ?w",
        "postgresql://u:/w@h/d h:5432/d u /w",
        "postgresql://u:p#w@h/d h:5432/d u p#w",
        "postgresql://me@srv:p@h/d h:5432/d me@srv p",
        "postgresql://me%40srv:p@h/d h:5432/d me@srv p",
        "postgresql://u@h/d?password=p@q h:5432/d u p@q",
        "postgresql://u@h/d?password=p+q h:5432/d u p+q",
        "postgresql+psycopg2://u:p@h/d#1 h:5432/d#1 u p",
        "postgresql://u:p@h/im%C3%A1genes h:5432/imágenes u p",
        "postgresql://u:p@h/a/b h:5432/a/b u p",
        "postgresql://u:p@h/a%2Fb%3Fc+d h:5432/a/b?c+d u p",
        "jdbc:postgresql:d?user=u localhost:5432/d u -",
        "jdbc:postgresql://h:1,[::1]:2/d?user=u&password=p h:1,[::1]:2/d u p",
        "postgresql://u:p@h/d? h:5432/d u p",
      })
  void readsWhatLibpqAndSqlAlchemyRead(String text, String where, String user, String password) {
    DatabaseUrl url = DatabaseUrl.parse(text);

    assertThat(url.where()).isEqualTo(where);
    assertThat(url.user()).contains(user);
    assertThat(url.properties().getProperty("password")).isEqualTo(password);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://h:6000/d, h, 6000, d",
    "postgresql://u:p@h, h, 5432, u",
    "postgresql://[::1]:6000/d, [::1], 6000, d",
    "postgresql://[fe80::1%25eth0]/d, [fe80::1%eth0], 5432, d",
    "'postgresql://h1:1,[::1]:2/d', 'h1,[::1]', '1,2', d",
    "postgresql://h/a%20b+c%2Fd%3Fe%25f%26g, h, 5432, a b+c/d?e%f&g",
    "postgresql://h/im%C3%A1genes, h, 5432, imágenes",
    "postgresql://bücher.example/d, bücher.example, 5432, d",
    "postgresql://my_db-1.internal./d, my_db-1.internal., 5432, d",
  })
  void pgjdbcReadsTheSameFromTheJdbcUrl(String text, String host, String port, String database) {
    DatabaseUrl url = DatabaseUrl.parse(text);

    Properties read = Driver.parseURL(url.jdbcUrl(), url.properties());

    assertThat(read)
        .isNotNull()
        .containsEntry("PGHOST", host)
        .containsEntry("PGPORT", port)
        .containsEntry("PGDBNAME", database);
  }

  @Test
  void aPlusInAParameterIsASpaceForPythonAndJavaButNotForLibpq() {
    assertThat(property("postgresql://h/d?application_name=a+b", "ApplicationName"))
        .isEqualTo("a+b");
    assertThat(property("postgresql+psycopg2://h/d?application_name=a+b", "ApplicationName"))
        .isEqualTo("a b");
    assertThat(property("jdbc:postgresql://h/d?ApplicationName=a+b", "ApplicationName"))
        .isEqualTo("a b");
    assertThat(DatabaseUrl.parse("jdbc:postgresql://h/a+b").database()).isEqualTo("a b");
  }

  @Test
  void theEnvironmentCountsWhereTheUrlIsSilent() {
    Map<String, String> environment = Map.of("PGUSER", "pg", "PGPASSWORD", "s3cret");

    DatabaseUrl silent = DatabaseUrl.parse("postgresql://h/", environment);
    DatabaseUrl outspoken = DatabaseUrl.parse("postgresql://u:p@h/", environment);
    DatabaseUrl emptyPassword = DatabaseUrl.parse("postgresql://u:@h/", environment);

    assertThat(silent.properties())
        .isEqualTo(propertiesOf(Map.of("user", "pg", "password", "s3cret")));
    assertThat(silent.database()).isEqualTo("pg");
    assertThat(outspoken.properties())
        .isEqualTo(propertiesOf(Map.of("user", "u", "password", "p")));
    assertThat(emptyPassword.properties())
        .isEqualTo(propertiesOf(Map.of("user", "u", "password", "s3cret")));
  }

  @Test
  void withoutAnyUserThatOfTheOperatingSystemNamesTheDatabase() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://h");

    assertThat(url.user()).isEmpty();
    assertThat(url.database()).isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void showsNoSecret() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://ana:geheim@h/d?sslpassword=geheim");

    assertThat(url.toString()).isEqualTo("h:5432/d");
    assertThat(url.jdbcUrl() + url.where()).doesNotContain("geheim", "ana");
  }

  @Test
  void equalsByValueAndGivesItsPropertiesAwayAsACopy() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@h/d");
    url.properties().setProperty("user", "other");

    assertThat(url)
        .isEqualTo(DatabaseUrl.parse("postgres://u@h:5432?dbname=d&password=p"))
        .hasSameHashCodeAs(DatabaseUrl.parse("postgresql+asyncpg://u:p@h/d"))
        .isNotEqualTo(DatabaseUrl.parse("postgresql://u:q@h/d"))
        .isNotEqualTo(DatabaseUrl.parse("postgresql://u:p@h/e"))
        .isNotEqualTo(DatabaseUrl.parse("postgresql://u:p@i/d"));
    assertThat(url.user()).contains("u");
  }

  private static String property(String text, String name) {
    return DatabaseUrl.parse(text).properties().getProperty(name);
  }

  private static Properties propertiesOf(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }
}
