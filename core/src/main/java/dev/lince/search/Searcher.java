package dev.lince.search;

import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.image.ImageDecoder;
import dev.lince.search.SearchOrder.ByDate;
import dev.lince.search.SearchOrder.BySimilarity;
import dev.lince.search.SearchOrder.DatePlace;
import dev.lince.search.Stages.Stage;
import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageStore;
import dev.lince.store.NearestQuery;
import dev.lince.store.PageEnd;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries. Owns nothing: decoder, embedder, store, pool and samples are closed by who made
 * them.
 */
public final class Searcher {
  private final Embedder embedder;
  private final ImageStore store;
  private final Supplier<Filter> visible;
  private final QueryVectors vectors;
  private final Scoring scoring;

  /**
   * @param samples of that store, to score hits
   * @param visible which images of the store may be found at all, asked at each search
   */
  public Searcher(
      ImageDecoder decoder,
      Embedder embedder,
      ImageStore store,
      ComputePool pool,
      SampleKeeper samples,
      Supplier<Filter> visible) {
    this.embedder = embedder;
    this.store = store;
    this.visible = visible;
    vectors = new QueryVectors(decoder, embedder, store, new Turns(pool));
    scoring = new Scoring(samples);
  }

  /** The name of the space that is searched. */
  public String space() {
    return embedder.space().name();
  }

  /**
   * The pictures most similar to an encoded one, as the Python backend finds them: no scores, and
   * the embedding to the last bit.
   *
   * @param k 1 to {@link NearestQuery#MAX_K}
   * @param minSimilarity {@link Double#NEGATIVE_INFINITY} for no cut
   * @throws dev.lince.image.ImageRefused where the bytes are no picture that Lince reads
   * @param stages hears how long it took
   * @throws SearchException where it cannot be done now
   */
  public List<Hit> byImage(byte[] image, int k, double minSimilarity, Stages stages) {
    float[] vector = vectors.ofImage(image, stages);
    NearestQuery query = new NearestQuery(vector, k, visible.get(), minSimilarity);
    return stages.time(Stage.STORE, () -> store.search(query));
  }

  /** As {@link #byImage(byte[], int, double, Stages)}, unheard. */
  public List<Hit> byImage(byte[] image, int k, double minSimilarity) {
    return byImage(image, k, minSimilarity, Stages.UNHEARD);
  }

  /**
   * Answers a composed query. It is searched for in the half precision of {@link
   * SearchAnswer#query}, so that pages asked for with that token go on where this one ends.
   *
   * @param stages hears how long it took
   * @throws dev.lince.image.ImageRefused where a picture of the query is none that Lince reads
   * @throws dev.lince.embed.EmbedException.NoText for words, where the embedder knows none
   * @throws SearchException where it cannot be done
   */
  public SearchAnswer search(SearchRequest request, Stages stages) {
    Filter shown = visible.get();
    QueryVectors.Composed query = vectors.of(request.parts(), shown, stages);
    Filter filter =
        shown.equals(Filter.ALL)
            ? request.filter()
            : new Filter.And(List.of(shown, request.filter()));
    return switch (request.order()) {
      case BySimilarity order -> bySimilarity(request, order, query, filter, stages);
      case ByDate order -> byDate(request, order, query, filter, stages);
    };
  }

  private SearchAnswer bySimilarity(
      SearchRequest request,
      BySimilarity order,
      QueryVectors.Composed query,
      Filter filter,
      Stages stages) {
    int before = order.after() == null ? 0 : order.after().rank();
    int most = request.except().isPresent() ? NearestQuery.MAX_K - 1 : NearestQuery.MAX_K;
    int k = Math.min(Math.min(request.k(), most), PageEnd.MAX_RANK - before);
    if (k == 0) {
      return answer(query, new Scoring.Scored(List.of(), null), null, true);
    }
    int looked = before == 0 ? Math.max(k, Scoring.FEWEST) : k;
    List<Hit> hits = nearest(request, looked, order.after(), query, filter, stages);
    Scoring.Scored scored =
        stages.time(Stage.SCORE, () -> scoring.of(query.vector(), hits, before)).first(k);
    boolean full = hits.size() >= k;
    boolean deep = full && before + k == PageEnd.MAX_RANK;
    return answer(query, scored, full && !deep ? next(hits.get(k - 1), before + k) : null, deep);
  }

  private static SearchOrder next(Hit last, int rank) {
    return new BySimilarity(new PageEnd(last.similarity(), last.image().id(), rank));
  }

  private SearchAnswer byDate(
      SearchRequest request,
      ByDate order,
      QueryVectors.Composed query,
      Filter filter,
      Stages stages) {
    List<Hit> nearest = nearest(request, NearestQuery.MAX_K, null, query, filter, stages);
    Scoring.Scored scored = stages.time(Stage.SCORE, () -> scoring.of(query.vector(), nearest, 0));
    List<ScoredHit> behind =
        scored.hits().stream()
            .filter(one -> order.admits(one.hit()))
            .sorted((a, b) -> ByDate.NEWEST_FIRST.compare(a.hit(), b.hit()))
            .toList();
    List<ScoredHit> page = behind.stream().limit(request.k()).toList();
    boolean more = behind.size() > page.size();
    boolean deep = !more && nearest.size() == NearestQuery.MAX_K;
    return answer(
        query,
        new Scoring.Scored(page, scored.confidentFrom()),
        more ? new ByDate(place(page.getLast().hit())) : null,
        deep);
  }

  private static DatePlace place(Hit last) {
    return new DatePlace(SearchOrder.date(last.image()), last.image().id());
  }

  /** One more is asked for where one may be among them that does not count. */
  private List<Hit> nearest(
      SearchRequest request,
      int k,
      @Nullable PageEnd after,
      QueryVectors.Composed query,
      Filter filter,
      Stages stages) {
    int asked = request.except().isPresent() ? Math.min(k + 1, NearestQuery.MAX_K) : k;
    NearestQuery nearest =
        new NearestQuery(query.vector(), asked, filter, request.minSimilarity(), after);
    List<Hit> hits = stages.time(Stage.STORE, () -> store.search(nearest));
    return request.except().isEmpty()
        ? hits
        : hits.stream()
            .filter(hit -> hit.image().id() != request.except().getAsInt())
            .limit(k)
            .toList();
  }

  private static SearchAnswer answer(
      QueryVectors.Composed query,
      Scoring.Scored scored,
      @Nullable SearchOrder next,
      boolean depthReached) {
    return new SearchAnswer(
        query.token(), scored.hits(), scored.confidentFrom(), next, depthReached, query.cutTexts());
  }
}
