package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.store.Filter;
import dev.lince.store.LedgerEntry;
import dev.lince.store.lucene.LuceneStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a test asks of a library: of the server that has it open, and of its folder afterwards. */
final class LibraryOnDisk {
  private static final JsonMapper JSON = new JsonMapper();

  private LibraryOnDisk() {}

  /** The ids of all pictures that a search finds, by their paths. */
  static Map<String, Integer> ids(LinceProcess lince, Path query) throws Exception {
    var answer = lince.searchBy(query, "?k=1000&threshold=0");
    return ids(answer);
  }

  /** As {@link #ids(LinceProcess, Path)}, of an answer that is there. */
  static Map<String, Integer> ids(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Map<String, Integer> ids = new TreeMap<>();
    JSON.readTree(answer.body())
        .get("results")
        .forEach(
            hit ->
                assertThat(
                        ids.put(
                            hit.get("path").asString().substring("/static/".length()),
                            hit.get("id").asInt()))
                    .as("%s is found once", hit)
                    .isNull());
    assertThat(new HashSet<>(ids.values()))
        .as("ids are of one picture each")
        .hasSameSizeAs(ids.keySet());
    return ids;
  }

  static JsonNode status(LinceProcess lince) throws Exception {
    return JSON.readTree(lince.get("/api/v1/status").body());
  }

  /** The indexes below a data folder that Lucene finds whole. */
  static List<Path> assertIndexesAreClean(Path data) throws IOException {
    Path first = data.resolve("index");
    List<Path> folders = new ArrayList<>(List.of(first));
    try (Stream<Path> inside = Files.list(first)) {
      inside.filter(Files::isDirectory).forEach(folders::add);
    }
    List<Path> indexes = new ArrayList<>();
    for (Path folder : folders) {
      try (Directory directory = FSDirectory.open(folder)) {
        if (DirectoryReader.indexExists(directory)) {
          indexes.add(folder);
          try (CheckIndex check = new CheckIndex(directory)) {
            assertThat(check.checkIndex().clean).as("CheckIndex of %s", folder).isTrue();
          }
        }
      }
    }
    return indexes;
  }

  /** Every file has its record and its row in the ledger, and nothing else has. */
  static void assertHolds(Path data, Set<String> files) {
    try (LuceneStore store = LuceneStore.openReadOnly(data.resolve("index"))) {
      List<String> records = new ArrayList<>();
      store.scan(Filter.ALL, image -> records.add(image.image().path()));
      List<String> rows = new ArrayList<>();
      store
          .ledger()
          .scan(
              (LedgerEntry row) -> {
                assertThat(row.state()).as(row.path()).isEqualTo(LedgerEntry.State.INDEXED);
                rows.add(row.path());
              });
      assertThat(records).containsExactlyInAnyOrderElementsOf(files);
      assertThat(rows).containsExactlyInAnyOrderElementsOf(files);
    }
  }
}
