package dev.lince.store.lucene;

import dev.lince.store.Similarity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;

/**
 * The nearest neighbours among the documents of one segment that count, either by its graph or by
 * comparing one by one. Lucene's scores propose, {@link Similarity} decides.
 */
final class LeafSearch {
  private final LeafReaderContext leaf;
  private final FloatVectorValues values;
  private final AcceptDocs accepted;
  private final float[] target;

  /**
   * @param accepted what counts; it must not have been read from
   */
  LeafSearch(
      LeafReaderContext leaf, FloatVectorValues values, AcceptDocs accepted, float[] target) {
    this.leaf = leaf;
    this.values = values;
    this.accepted = accepted;
    this.target = target;
  }

  /** How many images count here, or a little more where some were deleted. */
  int matches() throws IOException {
    return Math.min(accepted.cost(), values.size());
  }

  /**
   * What the graph proposes.
   *
   * @return {@code count} images; fewer where the graph leads to no more, or takes so long that
   *     comparing one by one is better
   */
  List<Scored> byGraph(int count) throws IOException {
    TopKnnCollector collector = new TopKnnCollector(count, matches());
    leaf.reader().searchNearestVectors(Fields.VECTOR, target, collector, accepted);
    TopDocs proposed = collector.topDocs();
    if (proposed.totalHits.relation() != TotalHits.Relation.EQUAL_TO) {
      return List.of();
    }
    return score(Arrays.stream(proposed.scoreDocs).mapToInt((ScoreDoc hit) -> hit.doc).toArray());
  }

  /** The k nearest and all that may be as near as the last of them: misses nothing. */
  List<Scored> oneByOne(int k) throws IOException {
    return score(ExactCandidates.of(values, accepted, target, k));
  }

  private List<Scored> score(int[] docs) throws IOException {
    Arrays.sort(docs);
    NumericDocValues ids = leaf.reader().getNumericDocValues(Fields.ID);
    LeafVectors vectors = LeafVectors.of(leaf);
    List<Scored> scored = new ArrayList<>(docs.length);
    for (int doc : docs) {
      ids.advanceExact(doc);
      scored.add(
          new Scored(
              leaf.docBase + doc, (int) ids.longValue(), Similarity.of(target, vectors.at(doc))));
    }
    return scored;
  }
}
