package dev.lince.app.http.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.app.http.Answer;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.Similarity;
import dev.lince.store.StoredImage;
import dev.lince.store.TestSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Filters of searches over real HTTP, against what they mean, in a library of 10,000 pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FilteredSearchContract {
  private static final int IMAGES = 10_000;
  private static final int K = 20;
  private static final int BATCH = 2_000;
  private static final int CLUSTERS = 100;
  private static final double SPREAD = .7;
  private static final int[] ONE_IN = {2, 10, 100, 1_000, 10_000};

  private final Random random = TestSeed.random("FilteredSearch");
  private final List<StoredImage> all = new ArrayList<>();
  private LiveServer server;
  private SearchClient lince;

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  /** Fills the library, in the way that takes the store the least time. */
  void fill(Runnable filling) throws Exception {
    filling.run();
  }

  @BeforeAll
  void start(@TempDir Path data, @TempDir Path folder) throws Exception {
    Files.copy(
        Path.of("..", "example_images", "cats", "chelsea.jpg"), folder.resolve("chelsea.jpg"));
    server = LiveServer.start(folder, data, Map.of(Variable.DATABASE_URL, database()));
    lince = new SearchClient(server);
    RandomImages drawn = new RandomImages(random, server.store().dimension().orElseThrow());
    fill(() -> store(drawn));
    server.store().scan(Filter.ALL, all::add);
    assertThat(all).hasSize(IMAGES + 1);
  }

  /** Vectors lie in clusters, as those of pictures do. */
  private void store(RandomImages drawn) {
    List<float[]> centres = Stream.generate(drawn::vector).limit(CLUSTERS).toList();
    List<NewImage> batch = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      float[] vector = drawn.near(centres.get(random.nextInt(CLUSTERS)), SPREAD);
      batch.add(tagged(drawn.image("%05d.jpg".formatted(i)), vector, i));
      if (batch.size() == BATCH) {
        server.store().upsert(batch);
        batch.clear();
      }
    }
  }

  private static NewImage tagged(NewImage image, float[] vector, int rank) {
    Set<String> tags = new HashSet<>(image.tags());
    for (int share : ONE_IN) {
      if (rank % share == 0) {
        tags.add("1/" + share);
      }
    }
    return new NewImage(
        "drawn/" + image.path(),
        image.contentHash(),
        image.type(),
        image.bytes(),
        image.width(),
        image.height(),
        image.colour(),
        image.modified(),
        image.taken(),
        tags,
        image.metadata(),
        vector);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void anyFilterGivesKWhileKMatchAndOnlyWhatMatches() {
    int wanted = 0;
    int found = 0;
    for (int i = 0; i < 60; i++) {
      DrawnFilter filter = DrawnFilter.of(random, 3);
      wanted += Math.min(K, matching(filter.filter()).size());
      found += nearestFound(filter);
    }
    assertThat(found).as("of %d nearest", wanted).isGreaterThanOrEqualTo((int) (.9 * wanted));
  }

  @Test
  void theRarestAreFoundAsTheMostFrequent() {
    for (int share : ONE_IN) {
      DrawnFilter tag = DrawnFilter.tag("1/" + share);
      int wanted = 0;
      int found = 0;
      for (int i = 0; i < 5; i++) {
        wanted += Math.min(K, matching(tag.filter()).size());
        found += nearestFound(tag);
        DrawnFilter more = tag.and(DrawnFilter.of(random, 2));
        wanted += Math.min(K, matching(more.filter()).size());
        found += nearestFound(more);
      }
      assertThat(found)
          .as("of %d nearest, one in %d", wanted, share)
          .isGreaterThanOrEqualTo((int) (.9 * wanted));
    }
  }

  /** How many of the nearest are answered; none is answered that does not match or comes twice. */
  private int nearestFound(DrawnFilter filter) {
    StoredImage query = all.get(random.nextInt(all.size()));
    List<StoredImage> matching = matching(filter.filter());
    String json =
        "{\"query\":[{\"id\":%d}],\"k\":%d,\"filter\":%s}"
            .formatted(query.image().id(), K, filter.json());
    Answer answer = lince.search(json);
    assertThat(answer.status()).as("%s: %s", json, answer.text()).isEqualTo(200);
    List<Integer> answered = SearchClient.ids(answer.json());
    Set<Integer> allowed =
        matching.stream().map(image -> image.image().id()).collect(Collectors.toSet());
    assertThat(answered).as(json).doesNotHaveDuplicates().isSubsetOf(allowed);
    assertThat(answered).as(json).hasSize(Math.min(K, matching.size()));
    List<Integer> nearest =
        matching.stream()
            .map(image -> new Hit(image.image(), Similarity.of(query.vector(), image.vector())))
            .sorted(Hit.ORDER)
            .limit(K)
            .map(hit -> hit.image().id())
            .toList();
    Set<Integer> found = new HashSet<>(nearest);
    found.retainAll(answered);
    return found.size();
  }

  private List<StoredImage> matching(Filter filter) {
    return all.stream().filter(image -> filter.matches(image.image())).toList();
  }
}
