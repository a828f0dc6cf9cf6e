package dev.lince.store.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
  @Test
  void isEmptyAndItsOwn() throws SQLException {
    try (TestDatabase one = TestDatabase.create();
        TestDatabase other = TestDatabase.create();
        Connection inOne = one.connect();
        Connection inOther = other.connect();
        Statement sqlInOne = inOne.createStatement();
        Statement sqlInOther = inOther.createStatement()) {
      sqlInOne.execute("CREATE TABLE t (id int)");
      sqlInOther.execute("CREATE TABLE t (id int)");
      assertThat(one.port()).isEqualTo(other.port());
    }
  }

  @Test
  void isDroppedThoughAClientIsConnected() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (Connection open = database.connect()) {
      database.close();
      assertThat(open.isValid(10)).isFalse();
    }
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(database::connect)
        .withMessageContaining(database.name());
  }

  @Test
  void readsTheUrlOfAGivenServer() {
    ServerAddress server =
        ServerAddress.parse("postgresql://ana%40home:p%2Fw+d@[::1]:5433/lince?sslmode=require");

    assertThat(server)
        .isEqualTo(
            new ServerAddress("[::1]", 5433, "ana@home", "p/w+d", "lince", "sslmode=require"));
    assertThat(server.url("other"))
        .isEqualTo("postgresql://ana%40home:p%2Fw%2Bd@[::1]:5433/other?sslmode=require");
    assertThat(ServerAddress.parse("postgresql://u:p@host/db").port()).isEqualTo(5432);
  }

  @Test
  void refusesAUrlWithoutUser() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAddress.parse("postgresql://localhost/lince"))
        .withMessageContaining("postgresql://user:password@host:port/database");
  }
}
