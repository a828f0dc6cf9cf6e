package dev.lince.store.pgvector;

import dev.lince.prerequisite.Prerequisite;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server on which the tests of this JVM have their databases; found once. */
final class SharedServer {
  private static final String MISSING =
      "No PostgreSQL with pgvector 0.8 or later: scripts/install-pgvector.sh installs it, or"
          + " LINCE_TEST_DATABASE_URL names one as postgresql://user:password@host:port/database.";

  /** Keeps the server alive as long as the JVM. */
  @SuppressWarnings("UnusedVariable")
  private static @Nullable PostgresServer own;

  private static boolean searched;
  private static @Nullable ServerAddress found;

  private SharedServer() {}

  /** Its address; skips the test, or fails it, where there is none. */
  static synchronized ServerAddress find() {
    if (!searched) {
      searched = true;
      found = given().or(SharedServer::installed).or(DockerServer::start).orElse(null);
    }
    if (found == null) {
      throw Prerequisite.missing(MISSING);
    }
    return found;
  }

  private static Optional<ServerAddress> given() {
    return Optional.ofNullable(System.getenv("LINCE_TEST_DATABASE_URL"))
        .filter(url -> !url.isBlank())
        .map(ServerAddress::parse);
  }

  private static Optional<ServerAddress> installed() {
    if (PostgresBinaries.find().isEmpty()) {
      return Optional.empty();
    }
    PostgresServer server = PostgresServer.create().start();
    own = server;
    return Optional.of(server.address());
  }
}
