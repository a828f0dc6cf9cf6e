package dev.lince.store.pgvector;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server in a container, which Testcontainers removes after this JVM. */
final class DockerServer {
  private static final String IMAGE = "pgvector/pgvector:pg17";
  private static final List<String> LOGGERS =
      List.of("org.testcontainers", "tc", "com.github.dockerjava");

  private DockerServer() {}

  /** Nothing where no Docker engine runs. */
  static Optional<ServerAddress> start() {
    // The search for an engine fills pages where there is none.
    log(Level.OFF);
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.empty();
    }
    log(Level.WARN);
    @SuppressWarnings("resource") // ends with the JVM
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    return Optional.of(
        new ServerAddress(
            container.getHost(),
            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            container.getUsername(),
            container.getPassword(),
            container.getDatabaseName(),
            null));
  }

  private static void log(Level level) {
    for (String name : LOGGERS) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger) {
        logger.setLevel(level);
      }
    }
  }
}
