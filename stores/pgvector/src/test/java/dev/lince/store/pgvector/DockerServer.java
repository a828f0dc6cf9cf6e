package dev.lince.store.pgvector;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server in a container, which Testcontainers removes after this JVM. */
final class DockerServer {
  private static final String IMAGE = "pgvector/pgvector:pg17";

  private DockerServer() {}

  /** Nothing where no Docker engine runs. */
  static Optional<ServerAddress> start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.empty();
    }
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
}
