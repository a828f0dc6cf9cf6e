package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.embed.EmbedException;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageRefused;
import dev.lince.image.ImageType;
import dev.lince.search.QueryPart.Source.Words;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.MemoryStore;
import dev.lince.store.NewImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearcherTest {
  private final MemoryStore store = new MemoryStore();
  private final ComputePool pool = new ComputePool(1, 2);
  private final ColorEmbedder embedder = new ColorEmbedder();
  private final SampleKeeper samples = new SampleKeeper(store);
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private final Searcher searcher = searcher(Filter.ALL);

  @AfterEach
  void close() {
    pool.close();
    samples.close();
    store.close();
  }

  @Test
  void findsTheMostSimilarFirstAndNothingBelowTheCut() throws IOException {
    store("red.png", Color.RED);
    store("dark-red.png", new Color(180, 20, 20));
    store("blue.png", Color.BLUE);

    List<Hit> hits = searcher.byImage(png(Color.RED), 3, Double.NEGATIVE_INFINITY);

    assertThat(hits)
        .extracting(hit -> hit.image().path())
        .containsExactly("red.png", "dark-red.png", "blue.png");
    assertThat(hits.getFirst().similarity()).isEqualTo(1.0);
    assertThat(searcher.byImage(png(Color.RED), 3, 0.9))
        .extracting(hit -> hit.image().path())
        .doesNotContain("blue.png");
  }

  @Test
  void findsOnlyWhatIsVisible() throws IOException {
    store("a/red.png", Color.RED);
    store("b/red.png", Color.RED);

    assertThat(
            searcher(new Filter.InFolder("b"))
                .byImage(png(Color.RED), 10, Double.NEGATIVE_INFINITY))
        .extracting(hit -> hit.image().path())
        .containsExactly("b/red.png");
  }

  @Test
  void passesOnWhyAPictureOrWordsWereRefused() {
    byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> searcher.byImage(text, 1, 0)).isInstanceOf(ImageRefused.class);
    assertThatThrownBy(() -> search(new QueryPart(new Words("a cat"), 1)))
        .isInstanceOf(EmbedException.NoText.class);
  }

  @Test
  void refusesWhatDoesNotFitIntoTheQueueAndAnswersAgainOnceThereIsRoom() throws Exception {
    store("red.png", Color.RED);
    CountDownLatch release = new CountDownLatch(1);
    FutureTask<Boolean> running = waiting(release);
    FutureTask<Boolean> queued = waiting(release);

    assertThatThrownBy(() -> searcher.byImage(png(Color.RED), 1, 0))
        .isInstanceOf(SearchException.Overloaded.class);

    release.countDown();
    running.get();
    queued.get();
    assertThat(searcher.byImage(png(Color.RED), 1, 0)).hasSize(1);
  }

  @Test
  void searchesGoBeforeWhatIsDoneInBulk() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Queue<String> order = new ConcurrentLinkedQueue<>();
    FutureTask<Boolean> running = waiting(release);
    FutureTask<Boolean> bulk = pool.bulk(() -> order.add("bulk"));
    FutureTask<Boolean> search = Objects.requireNonNull(pool.trySearch(() -> order.add("search")));

    release.countDown();
    running.get();
    bulk.get();
    search.get();
    assertThat(order).containsExactly("search", "bulk");
  }

  @Test
  void saysThatLinceIsStoppingOnceItIs() {
    pool.close();

    assertThatThrownBy(() -> searcher.byImage(png(Color.RED), 1, 0))
        .isInstanceOf(SearchException.Stopping.class);
  }

  private FutureTask<Boolean> waiting(CountDownLatch release) {
    return Objects.requireNonNull(
        pool.trySearch(
            () -> {
              release.await();
              return true;
            }));
  }

  private Searcher searcher(Filter visible) {
    return new Searcher(decoder, embedder, store, pool, samples, () -> visible);
  }

  private SearchAnswer search(QueryPart... parts) {
    return searcher.search(
        new SearchRequest(
            List.of(parts),
            Filter.ALL,
            10,
            Double.NEGATIVE_INFINITY,
            new SearchOrder.BySimilarity(null),
            OptionalInt.empty()),
        Stages.UNHEARD);
  }

  private void store(String path, Color color) throws IOException {
    float[] vector = embedder.embedImage(decoder.decode(png(color)));
    store.upsert(
        List.of(
            new NewImage(
                path,
                "00",
                ImageType.PNG,
                1,
                8,
                8,
                null,
                Instant.EPOCH,
                null,
                Set.of(),
                Map.of(),
                vector)));
  }

  private static byte[] png(Color color) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, color.getRGB());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
