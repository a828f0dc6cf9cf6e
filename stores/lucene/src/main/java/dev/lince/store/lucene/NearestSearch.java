package dev.lince.store.lucene;

import dev.lince.store.Hit;
import dev.lince.store.NearestQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * One search in one snapshot.
 *
 * <ol>
 *   <li>Each segment proposes candidates: by its HNSW graph (Malkov and Yashunin, arXiv 1603.09320;
 *       with a filter as in ACORN, arXiv 2403.04871), or, where few images count, by comparing one
 *       by one.
 *   <li>The candidates' similarities are computed from the stored floats; the best k of all
 *       segments are the hits.
 *   <li>A graph's candidates are not enough where they are fewer than asked for, or where the last
 *       of them is as similar as the last hit: then more images of the same similarity and lower
 *       ids may lie behind it. That segment is searched again, one by one.
 *   <li>The records of the hits, and of no others, are read.
 * </ol>
 */
final class NearestSearch {
  private final IndexSearcher searcher;
  private final NearestQuery query;
  private final SearchEffort effort;
  private final @Nullable Weight filter;

  NearestSearch(IndexSearcher searcher, NearestQuery query, SearchEffort effort)
      throws IOException {
    this.searcher = searcher;
    this.query = query;
    this.effort = effort;
    this.filter =
        FilterQuery.matchesAll(query.filter())
            ? null
            : searcher.createWeight(
                searcher.rewrite(FilterQuery.of(query.filter())), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  /** What one segment proposes; {@code complete} if nothing better can be in it. */
  private record Proposed(LeafSearch leaf, List<Scored> candidates, boolean complete) {}

  List<Hit> hits() throws IOException {
    List<Proposed> proposed = propose(leaves());
    List<Scored> best = best(proposed);
    double last = best.size() < query.k() ? query.minSimilarity() : best.getLast().similarity();
    boolean changed = false;
    for (int i = 0; i < proposed.size(); i++) {
      Proposed some = proposed.get(i);
      if (!some.complete() && worst(some.candidates()) >= last) {
        proposed.set(i, oneByOne(some.leaf()));
        changed = true;
      }
    }
    return read(changed ? best(proposed) : best);
  }

  private List<LeafSearch> leaves() throws IOException {
    List<LeafSearch> leaves = new ArrayList<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
      if (values != null) {
        LeafSearch search = new LeafSearch(leaf, values, accepted(leaf), query.vector());
        if (search.matches() > 0) {
          leaves.add(search);
        }
      }
    }
    return leaves;
  }

  private AcceptDocs accepted(LeafReaderContext leaf) throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    int maxDoc = leaf.reader().maxDoc();
    return filter == null
        ? AcceptDocs.fromLiveDocs(live, maxDoc)
        : AcceptDocs.fromIteratorSupplier(() -> matching(filter, leaf), live, maxDoc);
  }

  private static DocIdSetIterator matching(Weight filter, LeafReaderContext leaf)
      throws IOException {
    Scorer scorer = filter.scorer(leaf);
    return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
  }

  private List<Proposed> propose(List<LeafSearch> leaves) throws IOException {
    int graphs = 0;
    for (LeafSearch leaf : leaves) {
      graphs += effort.exact(0, leaf.matches()) ? 0 : 1;
    }
    int candidates = effort.candidates(query.k(), graphs);
    List<Proposed> proposed = new ArrayList<>();
    for (LeafSearch leaf : leaves) {
      proposed.add(
          effort.exact(candidates, leaf.matches()) ? oneByOne(leaf) : byGraph(leaf, candidates));
    }
    return proposed;
  }

  private Proposed byGraph(LeafSearch leaf, int count) throws IOException {
    List<Scored> candidates = leaf.byGraph(count);
    return candidates.size() < count
        ? oneByOne(leaf)
        : new Proposed(leaf, candidates, /* complete= */ false);
  }

  private Proposed oneByOne(LeafSearch leaf) throws IOException {
    return new Proposed(leaf, leaf.oneByOne(query.k()), /* complete= */ true);
  }

  private List<Scored> best(List<Proposed> proposed) {
    Stream<Scored> all = proposed.stream().flatMap(some -> some.candidates().stream());
    return all.filter(scored -> scored.similarity() >= query.minSimilarity())
        .sorted(Scored.ORDER)
        .limit(query.k())
        .toList();
  }

  private static double worst(List<Scored> candidates) {
    return candidates.stream()
        .mapToDouble(Scored::similarity)
        .min()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private List<Hit> read(List<Scored> best) throws IOException {
    var storedFields = searcher.storedFields();
    List<Hit> hits = new ArrayList<>(best.size());
    for (Scored scored : best) {
      hits.add(new Hit(ImageDocument.read(storedFields, scored.doc()), scored.similarity()));
    }
    return List.copyOf(hits);
  }
}
