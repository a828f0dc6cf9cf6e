package dev.lince.search;

import dev.lince.embed.Embedder;
import dev.lince.embed.TextEmbedding;
import dev.lince.image.ImageDecoder;
import dev.lince.image.Raster;
import dev.lince.search.Composition.Term;
import dev.lince.search.QueryPart.Source;
import dev.lince.search.Stages.Stage;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.StoredImage;
import java.util.ArrayList;
import java.util.List;

/** Makes the vector of a query. Safe for use by several threads. */
final class QueryVectors {
  private static final String SLOW_IMAGE =
      "The search waited %d s for its turn. Try again in a moment.";
  private static final String SLOW_TEXT =
      "The search waited %d s. The first search by words may have to fetch the model's half for"
          + " words, which goes on; try again in a minute.";

  private final ImageDecoder decoder;
  private final Embedder embedder;
  private final ImageStore store;
  private final Turns turns;

  QueryVectors(ImageDecoder decoder, Embedder embedder, ImageStore store, Turns turns) {
    this.decoder = decoder;
    this.embedder = embedder;
    this.store = store;
    this.turns = turns;
  }

  /**
   * A query as it is searched for.
   *
   * @param vector of the token, in its precision
   * @param cutTexts as {@link SearchAnswer#cutTexts}
   */
  record Composed(float[] vector, String token, List<String> cutTexts) {}

  /** The embedding of an encoded picture. */
  float[] ofImage(byte[] image, Stages stages) {
    return turns.compute(
        () -> embed(new Source.Image(image, Region.WHOLE), stages), stages, SLOW_IMAGE);
  }

  /**
   * The sum of the parts.
   *
   * @param visible which stored pictures may be named
   */
  Composed of(List<QueryPart> parts, Filter visible, Stages stages) {
    String space = embedder.space().name();
    int dimension = embedder.space().dimension();
    if (parts.size() == 1
        && parts.getFirst() instanceof QueryPart(Source.Composed(String token), double weight)
        && weight > 0) {
      return new Composed(QueryToken.vector(space, dimension, token), token, List.of());
    }
    List<String> cutTexts = new ArrayList<>();
    float[] sum = Composition.of(terms(parts, visible, cutTexts, stages));
    String token = QueryToken.of(space, sum);
    return new Composed(QueryToken.vector(space, dimension, token), token, cutTexts);
  }

  /** What is there already is looked up first: a search that names nothing known costs no turn. */
  private List<Term> terms(
      List<QueryPart> parts, Filter visible, List<String> cutTexts, Stages stages) {
    List<Term> terms = new ArrayList<>();
    List<QueryPart> toEmbed = new ArrayList<>();
    boolean words = false;
    for (QueryPart part : parts) {
      switch (part.source()) {
        case Source.Stored(int id) ->
            terms.add(new Term(stored(id, visible, stages), part.weight()));
        case Source.Composed(String token) ->
            terms.add(
                new Term(
                    QueryToken.vector(embedder.space().name(), embedder.space().dimension(), token),
                    part.weight()));
        case Source.Image _ -> toEmbed.add(part);
        case Source.Words _ -> {
          toEmbed.add(part);
          words = true;
        }
      }
    }
    if (!toEmbed.isEmpty()) {
      terms.addAll(
          turns.compute(
              () -> embedAll(toEmbed, cutTexts, stages), stages, words ? SLOW_TEXT : SLOW_IMAGE));
    }
    return terms;
  }

  private float[] stored(int id, Filter visible, Stages stages) {
    StoredImage image =
        stages
            .time(
                Stage.STORE,
                () -> store.findWithVector(id).filter(found -> visible.matches(found.image())))
            .orElseThrow(() -> new SearchException.UnknownImage(id));
    return image.vector();
  }

  private List<Term> embedAll(List<QueryPart> parts, List<String> cutTexts, Stages stages) {
    List<Term> terms = new ArrayList<>();
    for (QueryPart part : parts) {
      terms.add(new Term(embed(part.source(), cutTexts, stages), part.weight()));
    }
    return terms;
  }

  private float[] embed(Source source, List<String> cutTexts, Stages stages) {
    return switch (source) {
      case Source.Image image -> embed(image, stages);
      case Source.Words(String text) -> {
        TextEmbedding words = stages.time(Stage.EMBED, () -> embedder.embedText(text));
        if (words.truncated()) {
          cutTexts.add(text);
        }
        yield words.vector();
      }
      case Source.Stored _, Source.Composed _ ->
          throw new IllegalArgumentException("This part has its vector already.");
    };
  }

  private float[] embed(Source.Image image, Stages stages) {
    Raster raster = stages.time(Stage.DECODE, () -> decode(image));
    return stages.time(Stage.EMBED, () -> embedder.embedImage(raster));
  }

  private Raster decode(Source.Image image) {
    return image.region().isWhole()
        ? decoder.decode(image.bytes())
        : image.region().of(decoder.decodeInFull(image.bytes()));
  }
}
