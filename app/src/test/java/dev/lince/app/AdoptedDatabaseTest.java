package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.pgvector.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The database of a Python backend, taken over in place by a real {@code serve}. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AdoptedDatabaseTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final Path CAT = EXAMPLES.resolve("cats/chelsea.jpg");
  private static final JsonMapper JSON = new JsonMapper();

  private static PostgresServer server;

  /** What the model makes of each file, as text; by the path below the folder. */
  private static final Map<String, String> VECTORS = new HashMap<>();

  private static String space = "";

  @TempDir Path home;
  private GuardedDatabase database;

  @BeforeAll
  static void start(@TempDir Path elsewhere) throws Exception {
    server = PostgresServer.create().start();
    List<String> command = new ArrayList<>(List.of("embed", "--decode", "exact"));
    command.addAll(List.of("--model", TINY.toString()));
    pictures().forEach(file -> command.add(file.toString()));
    LinceProcess.Said said = LinceProcess.run(elsewhere, command.toArray(String[]::new));
    said.text()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(JSON::readTree)
        .forEach(AdoptedDatabaseTest::remember);
    assertThat(VECTORS).as(said.text()).hasSizeGreaterThan(20);
  }

  private static void remember(JsonNode line) {
    space = line.get("space").asString();
    String path = EXAMPLES.relativize(Path.of(line.get("file").asString())).toString();
    VECTORS.put(path, line.get("embedding").toString());
  }

  private static List<Path> pictures() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(jpe?g|png|webp|gif|bmp)"))
          .toList();
    }
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  /** As the Python backend does it. */
  @BeforeEach
  void makeTable() throws SQLException {
    database = GuardedDatabase.on(server);
    database.execute("CREATE EXTENSION vector");
    database.execute(
        "CREATE TABLE image_embeddings (id SERIAL PRIMARY KEY, image_path TEXT NOT NULL UNIQUE,"
            + " embedding VECTOR(512) NOT NULL)");
    database.execute(
        "CREATE INDEX idx_embedding_hnsw ON image_embeddings USING hnsw (embedding vector_l2_ops)"
            + " WITH (m = 16, ef_construction = 64)");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private void insert(String path, String vector) throws SQLException {
    database.execute(
        "INSERT INTO image_embeddings (image_path, embedding) VALUES ('example_images/%s', '%s')"
            .formatted(path, vector));
  }

  @Test
  void keepsItsIdsAndItsStatementsAndIsDescribed() throws Exception {
    for (var row : VECTORS.entrySet()) {
      insert(row.getKey(), row.getValue());
    }
    List<String> before = rows();
    try (LinceProcess lince = serve("INFO")) {
      lince.awaitOutput("Lince is at");
      lince.awaitOutput("In step with the folders");
      assertThat(lince.output()).contains(" 0 failed").contains("rows that another program wrote");

      assertThat(rows()).isEqualTo(before);
      assertThat(database.column("SELECT count(*) FROM lince_images"))
          .containsExactly(String.valueOf(VECTORS.size()));
      assertThat(lince.searchBy(CAT, "?k=1").body()).contains("/static/cats/chelsea.jpg");
      assertThat(found(lince.searchBy(CAT, "?k=1000&threshold=0").body()))
          .containsExactlyInAnyOrderElementsOf(VECTORS.keySet());
      assertThat(
              database.column(
                  "SELECT image_path FROM image_embeddings ORDER BY embedding <-> '%s' LIMIT 1"
                      .formatted(VECTORS.getOrDefault("cats/chelsea.jpg", ""))))
          .containsExactly("example_images/cats/chelsea.jpg");
      lince.stop();
      assertThat(lince.output()).doesNotContain(GuardedDatabase.PASSWORD);
    }
    LinceProcess.Said alone =
        LinceProcess.run(
            home, variables("TRACE"), "search", CAT.toString(), "--images", EXAMPLES.toString());
    assertThat(alone.exit()).as(alone.text()).isZero();
    assertThat(alone.text()).contains("cats/chelsea.jpg").doesNotContain(GuardedDatabase.PASSWORD);
    try (LinceProcess again = serve("TRACE")) {
      again.awaitOutput("0 files were new or changed");
      assertThat(again.output()).doesNotContain(GuardedDatabase.PASSWORD);
    }
  }

  private static List<String> found(String json) {
    List<String> paths = new ArrayList<>();
    JSON.readTree(json)
        .get("results")
        .forEach(hit -> paths.add(hit.get("path").asString().substring("/static/".length())));
    return paths;
  }

  private List<String> rows() throws SQLException {
    return database.column("SELECT id || ' ' || image_path FROM image_embeddings ORDER BY id");
  }

  @Test
  void stopsAStartWhoseModelDidNotMakeTheVectors() throws Exception {
    Random random = new Random(1);
    for (String path : VECTORS.keySet()) {
      List<Double> vector = random.doubles(512, -1, 1).boxed().toList();
      insert(path, vector.toString());
    }

    assertStops(variables("TRACE"), "than the one that another program wrote for it");
    assertThat(database.column("SELECT count(*) FROM lince_images")).containsExactly("0");
  }

  @Test
  void takesNothingOfTheDescriptors() throws Exception {
    insert("cats/chelsea.jpg", VECTORS.getOrDefault("cats/chelsea.jpg", ""));

    assertStops(
        Map.of("DATABASE_URL", database.url(), "LINCE_EMBEDDER", "visual"),
        "visual never writes into such a table");
    assertThat(database.images()).isEqualTo(1);
  }

  private void assertStops(Map<String, String> variables, String sentence) throws Exception {
    LinceProcess.Said said =
        LinceProcess.run(
            home,
            variables,
            "serve",
            "--port",
            String.valueOf(LinceProcess.freePort()),
            "--images",
            EXAMPLES.toString());

    assertThat(said.exit()).as(said.text()).isEqualTo(1);
    assertThat(said.text().lines().filter(line -> line.startsWith("lince: ")))
        .singleElement()
        .asString()
        .contains(sentence);
    assertThat(said.text()).doesNotContain(GuardedDatabase.PASSWORD);
  }

  private LinceProcess serve(String logLevel) throws IOException {
    return LinceProcess.serve(home, variables(logLevel), "--images", EXAMPLES.toString());
  }

  private Map<String, String> variables(String logLevel) {
    return Map.of(
        "DATABASE_URL",
        database.url(),
        "LINCE_MODEL",
        TINY.toString(),
        "LINCE_ADOPT_SPACE",
        space,
        "LOG_LEVEL",
        logLevel);
  }
}
