package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.pgvector.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Slow, since every kill needs a start: 12 kills in the build, as many as {@code lince.kills} says
 * in the profile {@code long}. {@code lince.seed} repeats a run.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
@Execution(ExecutionMode.CONCURRENT)
class KilledServerTest {
  private static final int KILLS = Integer.getInteger("lince.kills", 12);

  /** Of five kills four are on the embedded store, which has more to lose. */
  private static final int KILLS_ON_POSTGRESQL = KILLS / 5;

  @TempDir Path home;

  @Test
  void anIndexLosesAndDoublesNothing() throws Exception {
    KilledServer server = new KilledServer(home, Map.of(), true, seed());
    for (int kill = 0; kill < KILLS - KILLS_ON_POSTGRESQL; kill++) {
      server.round();
    }
    server.end();
    report(server);

    Path data = home.resolve("data");
    assertThat(LibraryOnDisk.assertIndexesAreClean(data)).as("indexes").hasSize(1);
    LibraryOnDisk.assertHolds(data, server.files());
    assertThat(leftBehind(data)).isEmpty();
  }

  @Test
  void aDatabaseLosesAndDoublesNothing() throws Exception {
    try (PostgresServer postgres = PostgresServer.create().start();
        GuardedDatabase database = GuardedDatabase.on(postgres)) {
      KilledServer server =
          new KilledServer(home, Map.of("DATABASE_URL", database.url()), false, seed());
      for (int kill = 0; kill < KILLS_ON_POSTGRESQL; kill++) {
        server.round();
      }
      server.end();
      report(server);

      database.assertHoldsOnce(server.files().size());
      assertThat(
              database.column(
                  "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'lince\\_%' AND relname ~ 'next|former|space'"))
          .as("tables of other spaces")
          .isEmpty();
      assertThat(leftBehind(home.resolve("data"))).isEmpty();
    }
  }

  private static long seed() {
    long seed = Long.getLong("lince.seed", ThreadLocalRandom.current().nextLong());
    System.out.printf("Kills are drawn from -Dlince.seed=%d%n", seed);
    return seed;
  }

  private static void report(KilledServer server) {
    System.out.printf("Killed after: %s%n", server.killedAt());
  }

  /** Files of requests and announcements, whole or in parts. */
  private static List<Path> leftBehind(Path data) throws Exception {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(data)) {
      return files
          .filter(file -> file.toString().contains(".json"))
          .filter(file -> !file.endsWith("keys.json"))
          .toList();
    }
  }
}
