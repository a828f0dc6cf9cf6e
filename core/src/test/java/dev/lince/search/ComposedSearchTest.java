package dev.lince.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.search.QueryPart.Source.Composed;
import dev.lince.search.QueryPart.Source.Image;
import dev.lince.search.QueryPart.Source.Stored;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.MemoryStore;
import dev.lince.store.NewImage;
import dev.lince.store.RandomImages;
import dev.lince.store.TestSeed;
import dev.lince.store.Upserted;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sums, regions, pages and tokens of queries; the arithmetic is checked in exact decimals. */
class ComposedSearchTest {
  private static final int MANY = 300;

  /** Half precision moves no value of a vector by more than this part of it. */
  private static final double HALF_PRECISION = 0x1p-11;

  private final MemoryStore store = new MemoryStore();
  private final ComputePool pool = new ComputePool(1, 2);
  private final SampleKeeper samples = new SampleKeeper(store);
  private final ColorEmbedder embedder = new ColorEmbedder();
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST);
  private final Searcher searcher =
      new Searcher(decoder, embedder, store, pool, samples, () -> Filter.ALL);

  @AfterEach
  void close() {
    pool.close();
    samples.close();
    store.close();
  }

  @Test
  void aSumOfStoredPicturesIsWhatExactArithmeticSays() {
    Random random = TestSeed.random("aSumOfStoredPicturesIsWhatExactArithmeticSays");
    List<NewImage> images = fill(random);
    for (int round = 0; round < 20; round++) {
      List<QueryPart> parts = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(5); i++) {
        parts.add(part(1 + random.nextInt(MANY), random.nextInt(-20, 21) / 10.0 + .05));
      }

      SearchAnswer answer = searcher.search(request(parts, 20, null), Stages.UNHEARD);

      List<BigDecimal> exact = exactSum(parts, images);
      assertThat(exactCosine(exact, sum(parts, images))).as("%s", parts).isCloseTo(1, within(1e-6));
      for (ScoredHit hit : answer.hits()) {
        float[] vector = images.get(hit.hit().image().id() - 1).vector();
        assertThat(hit.hit().similarity())
            .as("%s of %s", hit.hit().image().id(), parts)
            .isCloseTo(exactCosine(exact, vector), within(HALF_PRECISION));
      }
      assertThat(answer.hits())
          .extracting(ScoredHit::hit)
          .isSortedAccordingTo(Hit.ORDER)
          .hasSize(20);
    }
  }

  @Test
  void aSumOfNothingIsRefused() {
    fill(TestSeed.random("aSumOfNothingIsRefused"));

    assertThatThrownBy(
            () ->
                searcher.search(request(List.of(part(5, 1), part(5, -1)), 5, null), Stages.UNHEARD))
        .isInstanceOf(SearchException.Refused.class)
        .hasMessageContaining("cancel each other out");
    assertThatThrownBy(() -> searcher.search(request(List.of(part(5, 0)), 5, null), Stages.UNHEARD))
        .isInstanceOf(SearchException.Refused.class);
  }

  @Test
  void aPictureThatIsNotThereIsNamed() {
    fill(TestSeed.random("aPictureThatIsNotThereIsNamed"));

    assertThatThrownBy(
            () -> searcher.search(request(List.of(part(4711, 1)), 5, null), Stages.UNHEARD))
        .isInstanceOf(SearchException.UnknownImage.class)
        .hasMessageContaining("4711");
  }

  @Test
  void pagesByTheTokenGiveEveryPictureOnceInOneOrder() {
    fill(TestSeed.random("pagesByTheTokenGiveEveryPictureOnceInOneOrder"));
    SearchAnswer page =
        searcher.search(request(List.of(part(1, 1), part(2, -.3)), 7, null), Stages.UNHEARD);
    String token = page.query();
    List<Hit> all = new ArrayList<>();
    while (true) {
      page.hits().forEach(hit -> all.add(hit.hit()));
      if (page.next() == null) {
        break;
      }
      page =
          searcher.search(
              request(List.of(new QueryPart(new Composed(token), 1)), 7, page.next()),
              Stages.UNHEARD);
      assertThat(page.query()).isEqualTo(token);
    }

    assertThat(all).hasSize(MANY).isSortedAccordingTo(Hit.ORDER);
    assertThat(new HashSet<>(all)).hasSize(MANY);
  }

  @Test
  void pagesByDateGiveEveryPictureOnceNewestFirst() {
    fill(TestSeed.random("pagesByDateGiveEveryPictureOnceNewestFirst"));
    List<Hit> all = new ArrayList<>();
    SearchOrder order = new SearchOrder.ByDate(null);
    while (order != null) {
      SearchAnswer page = searcher.search(request(List.of(part(1, 1)), 11, order), Stages.UNHEARD);
      page.hits().forEach(hit -> all.add(hit.hit()));
      order = page.next();
    }

    assertThat(all).hasSize(MANY);
    assertThat(new HashSet<>(all)).hasSize(MANY);
    assertThat(all)
        .extracting(hit -> SearchOrder.date(hit.image()))
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void theOneThatIsAskedAboutIsNoHitAndCostsNoPlace() {
    fill(TestSeed.random("theOneThatIsAskedAboutIsNoHitAndCostsNoPlace"));
    SearchRequest request =
        new SearchRequest(
            List.of(part(9, 1)),
            Filter.ALL,
            10,
            Double.NEGATIVE_INFINITY,
            new SearchOrder.BySimilarity(null),
            OptionalInt.of(9));

    assertThat(searcher.search(request, Stages.UNHEARD).hits())
        .hasSize(10)
        .noneMatch(hit -> hit.hit().image().id() == 9);
  }

  @Test
  void everyHitSaysHowManyWouldBeAsSimilarByChance() {
    fill(TestSeed.random("everyHitSaysHowManyWouldBeAsSimilarByChance"));

    SearchAnswer answer = searcher.search(request(List.of(part(9, 1)), 300, null), Stages.UNHEARD);

    assertThat(answer.confidentFrom()).isNotNull();
    assertThat(answer.hits())
        .extracting(hit -> Objects.requireNonNull(hit.score()).expectedByChance())
        .isSorted()
        .allMatch(expected -> expected >= 0 && expected <= MANY);
  }

  @Test
  void whatAHitIsWorthDoesNotDependOnTheLengthOfThePage() {
    fill(TestSeed.random("whatAHitIsWorthDoesNotDependOnTheLengthOfThePage"));

    SearchAnswer many = searcher.search(request(List.of(part(9, 1)), 50, null), Stages.UNHEARD);
    SearchAnswer few = searcher.search(request(List.of(part(9, 1)), 3, null), Stages.UNHEARD);

    assertThat(few.hits()).isEqualTo(many.hits().subList(0, 3));
    assertThat(few.confidentFrom()).isEqualTo(many.confidentFrom());
    assertThat(few.next()).isNotNull();
  }

  @Test
  void aRegionIsSearchedAsIfTheRestWereNotThere() throws IOException {
    fill(TestSeed.random("aRegionIsSearchedAsIfTheRestWereNotThere"));
    byte[] halves = halves(Color.RED, Color.BLUE);

    float[] left = vectorOf(new Image(halves, new Region(0, 0, .5, 1)));
    float[] right = vectorOf(new Image(halves, new Region(.5, 0, .5, 1)));

    assertThat(left).isEqualTo(vectorOf(new Image(halves(Color.RED, Color.RED), Region.WHOLE)));
    assertThat(right).isEqualTo(vectorOf(new Image(halves(Color.BLUE, Color.BLUE), Region.WHOLE)));
  }

  @Test
  void tokensOfOtherSpacesAndBrokenOnesAreRefused() {
    fill(TestSeed.random("tokensOfOtherSpacesAndBrokenOnesAreRefused"));
    String foreign = QueryToken.of("another", store.findWithVector(1).orElseThrow().vector());
    String cut =
        QueryToken.of(embedder.space().name(), store.findWithVector(1).orElseThrow().vector())
            .substring(8);

    for (String token : List.of(foreign, cut, "", "%", "AQ")) {
      assertThatThrownBy(
              () ->
                  searcher.search(
                      request(List.of(new QueryPart(new Composed(token), 1)), 5, null),
                      Stages.UNHEARD))
          .isInstanceOf(SearchException.Refused.class)
          .hasMessageContaining("token");
    }
  }

  private List<NewImage> fill(Random random) {
    RandomImages images = new RandomImages(random, ColorEmbedder.DIMENSION);
    List<NewImage> batch = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      batch.add(images.at("%03d.jpg".formatted(i), images.vector()));
    }
    assertThat(store.upsert(batch)).allMatch(Upserted.Stored.class::isInstance);
    return batch;
  }

  private float[] vectorOf(Image image) {
    String token =
        searcher.search(request(List.of(new QueryPart(image, 1)), 1, null), Stages.UNHEARD).query();
    return QueryToken.vector(embedder.space().name(), embedder.space().dimension(), token);
  }

  private static QueryPart part(int id, double weight) {
    return new QueryPart(new Stored(id), weight);
  }

  private static SearchRequest request(List<QueryPart> parts, int k, @Nullable SearchOrder order) {
    return new SearchRequest(
        parts,
        Filter.ALL,
        k,
        Double.NEGATIVE_INFINITY,
        order == null ? new SearchOrder.BySimilarity(null) : order,
        OptionalInt.empty());
  }

  private static float[] sum(List<QueryPart> parts, List<NewImage> images) {
    return Composition.of(
        parts.stream()
            .map(
                part -> {
                  int id = ((Stored) part.source()).id();
                  return new Composition.Term(images.get(id - 1).vector(), part.weight());
                })
            .toList());
  }

  private static List<BigDecimal> exactSum(List<QueryPart> parts, List<NewImage> images) {
    List<BigDecimal> sum = new ArrayList<>();
    for (int i = 0; i < ColorEmbedder.DIMENSION; i++) {
      BigDecimal value = BigDecimal.ZERO;
      for (QueryPart part : parts) {
        int id = ((Stored) part.source()).id();
        value =
            value.add(
                new BigDecimal(part.weight())
                    .multiply(new BigDecimal(images.get(id - 1).vector()[i])));
      }
      sum.add(value);
    }
    return sum;
  }

  private static double exactCosine(List<BigDecimal> sum, float[] vector) {
    BigDecimal dot = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = 0; i < vector.length; i++) {
      dot = dot.add(sum.get(i).multiply(new BigDecimal(vector[i])));
      squares = squares.add(sum.get(i).multiply(sum.get(i)));
    }
    return dot.divide(squares.sqrt(MathContext.DECIMAL64), MathContext.DECIMAL64).doubleValue();
  }

  private static byte[] halves(Color left, Color right) throws IOException {
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 20; i++) {
      image.setRGB(i % 40, i / 40, (i % 40 < 20 ? left : right).getRGB());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
