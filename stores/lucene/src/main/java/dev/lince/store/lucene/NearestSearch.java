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
 *   <li>A graph is asked for more where it brings more hits than its candidates are good for: it
 *       was asked for its share of the hits at first, but images that came together lie together.
 *   <li>Its segment is searched one by one where it has fewer candidates than it was asked for, or
 *       where all are as similar as the last hit, so that equal ones of lower ids may be missing.
 *   <li>A page after the first one is the end of a longer list, whose beginning is dropped.
 *   <li>The records of the hits, and of no others, are read.
 * </ol>
 */
final class NearestSearch {
  private final IndexSearcher searcher;
  private final NearestQuery query;
  private final SearchEffort effort;
  private final @Nullable Weight filter;

  /** How many of the nearest are looked for: those of the pages before are found again. */
  private int depth;

  NearestSearch(IndexSearcher searcher, NearestQuery query, SearchEffort effort)
      throws IOException {
    this.searcher = searcher;
    this.query = query;
    this.effort = effort;
    this.depth = query.depth();
    this.filter =
        FilterQuery.matchesAll(query.filter())
            ? null
            : searcher.createWeight(
                searcher.rewrite(FilterQuery.of(query.filter())), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  /** What one segment proposes; {@code complete} if nothing better can be in it. */
  private record Proposed(LeafSearch leaf, List<Scored> candidates, int asked, boolean complete) {}

  List<Hit> hits() throws IOException {
    List<LeafSearch> leaves = leaves();
    while (true) {
      List<Scored> best = nearest(leaves);
      List<Scored> page =
          best.stream()
              .filter(scored -> query.admits(scored.similarity(), scored.id()))
              .limit(query.k())
              .toList();
      if (page.size() == query.k() || best.size() < depth) {
        return read(page);
      }
      // Since the page before, images came in that belong to it.
      depth += query.k();
    }
  }

  private List<Scored> nearest(List<LeafSearch> leaves) throws IOException {
    List<Proposed> proposed = propose(leaves);
    List<Scored> best = best(proposed);
    while (deepen(proposed, best)) {
      best = best(proposed);
    }
    return best;
  }

  /** Searches the segments again whose candidates are not enough; false if there are none. */
  private boolean deepen(List<Proposed> proposed, List<Scored> best) throws IOException {
    boolean deepened = false;
    for (int i = 0; i < proposed.size(); i++) {
      Proposed shallow = proposed.get(i);
      int most = effort.mostCandidates(depth);
      if (shallow.complete()) {
        continue;
      }
      if (mayHideHits(shallow, best)) {
        boolean askedForMost = shallow.asked() >= most;
        proposed.set(i, askedForMost ? oneByOne(shallow.leaf()) : byGraph(shallow.leaf(), most));
        deepened = true;
      } else {
        int more = effort.moreCandidates(shallow.asked(), hits(shallow, best), depth);
        if (more > shallow.asked()) {
          proposed.set(i, byGraph(shallow.leaf(), more));
          deepened = true;
        }
      }
    }
    return deepened;
  }

  /** Whether the last candidate is as similar as the last hit. */
  private boolean mayHideHits(Proposed proposed, List<Scored> best) {
    double last = best.size() < depth ? query.minSimilarity() : best.getLast().similarity();
    return proposed.candidates().stream().allMatch(scored -> scored.similarity() >= last);
  }

  private static int hits(Proposed proposed, List<Scored> best) {
    if (best.isEmpty()) {
      return 0;
    }
    return (int)
        proposed.candidates().stream()
            .filter(scored -> Scored.ORDER.compare(scored, best.getLast()) <= 0)
            .count();
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
    long inGraphs = 0;
    for (LeafSearch leaf : leaves) {
      inGraphs += effort.exact(0, leaf.matches()) ? 0 : leaf.matches();
    }
    List<Proposed> proposed = new ArrayList<>();
    for (LeafSearch leaf : leaves) {
      double share = (double) leaf.matches() / Math.max(1, inGraphs);
      int candidates = effort.firstCandidates(depth, share);
      proposed.add(
          effort.exact(candidates, leaf.matches()) ? oneByOne(leaf) : byGraph(leaf, candidates));
    }
    return proposed;
  }

  private Proposed byGraph(LeafSearch leaf, int count) throws IOException {
    List<Scored> candidates = leaf.byGraph(count);
    return candidates.size() < count
        ? oneByOne(leaf)
        : new Proposed(leaf, candidates, count, /* complete= */ false);
  }

  private Proposed oneByOne(LeafSearch leaf) throws IOException {
    return new Proposed(leaf, leaf.oneByOne(depth), depth, /* complete= */ true);
  }

  private List<Scored> best(List<Proposed> proposed) {
    Stream<Scored> all = proposed.stream().flatMap(some -> some.candidates().stream());
    return all.filter(scored -> scored.similarity() >= query.minSimilarity())
        .sorted(Scored.ORDER)
        .limit(depth)
        .toList();
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
