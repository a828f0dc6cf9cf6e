package dev.lince.store.lucene;

import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Goes through one snapshot. Holds a bit per document at most, never the documents. */
record ImageScan(IndexSearcher searcher) {

  /** Gives every matching image in the order of ids, which is that of the ids' terms. */
  void images(Filter filter, Consumer<StoredImage> consumer) throws IOException {
    Terms ids = MultiTerms.getTerms(searcher.getIndexReader(), Fields.ID);
    if (ids == null) {
      return;
    }
    Bits matching = matching(FilterQuery.of(filter));
    ImageReader reader = new ImageReader(searcher);
    TermsEnum inOrder = ids.iterator();
    PostingsEnum postings = null;
    while (inOrder.next() != null) {
      postings = inOrder.postings(postings, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (matching.get(doc)) {
          consumer.accept(reader.read(doc));
        }
      }
    }
  }

  /** Takes records until it has enough. */
  interface RecordVisitor {
    /** Whether to go on. */
    boolean visit(ImageRecord image) throws IOException;
  }

  /**
   * Gives the record of every image with a greater id, in the order of ids.
   *
   * @return whether it came to the end
   */
  boolean recordsAfter(int id, RecordVisitor visitor) throws IOException {
    Terms ids = MultiTerms.getTerms(searcher.getIndexReader(), Fields.ID);
    if (ids == null || id == Integer.MAX_VALUE) {
      return true;
    }
    Bits live = MultiBits.getLiveDocs(searcher.getIndexReader());
    StoredFields storedFields = searcher.storedFields();
    TermsEnum inOrder = ids.iterator();
    PostingsEnum postings = null;
    TermsEnum.SeekStatus found = inOrder.seekCeil(Fields.idBytes(id + 1));
    for (boolean more = found != TermsEnum.SeekStatus.END; more; more = inOrder.next() != null) {
      postings = inOrder.postings(postings, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if ((live == null || live.get(doc))
            && !visitor.visit(ImageDocument.read(storedFields, doc))) {
          return false;
        }
      }
    }
    return true;
  }

  /** All notes by their names. */
  Map<String, String> notes() throws IOException {
    Map<String, String> notes = new HashMap<>();
    Terms names = MultiTerms.getTerms(searcher.getIndexReader(), Fields.NOTE_NAME);
    if (names != null) {
      Lookup lookup = new Lookup(searcher);
      TermsEnum each = names.iterator();
      for (BytesRef name = each.next(); name != null; name = each.next()) {
        String text = name.utf8ToString();
        lookup.note(text).ifPresent(note -> notes.put(text, note));
      }
    }
    return notes;
  }

  /** Gives every row of the ledger in the order in which they lie in the index. */
  void ledger(Consumer<LedgerEntry> consumer) throws IOException {
    StoredFields storedFields = searcher.storedFields();
    forEach(
        new TermQuery(new Term(Fields.KIND, Fields.LEDGER)),
        doc -> consumer.accept(LedgerDocument.read(storedFields, doc)));
  }

  /**
   * The images with the lowest numbers where every id draws one at random: depends on nothing but
   * the seed and which ids there are.
   */
  List<StoredImage> sample(int count, long seed) throws IOException {
    record Drawn(long number, int doc) {}
    PriorityQueue<Drawn> lowest =
        new PriorityQueue<>(Comparator.comparingLong(Drawn::number).reversed());
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      NumericDocValues ids = leaf.reader().getNumericDocValues(Fields.ID);
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = next(ids); doc != DocIdSetIterator.NO_MORE_DOCS; doc = next(ids)) {
        if (live == null || live.get(doc)) {
          lowest.add(new Drawn(draw(seed, ids.longValue()), leaf.docBase + doc));
          if (lowest.size() > count) {
            lowest.remove();
          }
        }
      }
    }
    ImageReader reader = new ImageReader(searcher);
    List<StoredImage> sample = new ArrayList<>(lowest.size());
    for (Drawn drawn : lowest.stream().sorted(Comparator.comparingInt(Drawn::doc)).toList()) {
      sample.add(reader.read(drawn.doc()));
    }
    sample.sort(Comparator.comparingInt(stored -> stored.image().id()));
    return List.copyOf(sample);
  }

  private static int next(@Nullable NumericDocValues ids) throws IOException {
    return ids == null ? DocIdSetIterator.NO_MORE_DOCS : ids.nextDoc();
  }

  private static long draw(long seed, long id) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + id).nextLong();
  }

  private Bits matching(Query query) throws IOException {
    FixedBitSet bits = new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
    forEach(query, bits::set);
    return bits;
  }

  private interface DocConsumer {
    void accept(int doc) throws IOException;
  }

  private void forEach(Query query, DocConsumer consumer) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    Bits live = MultiBits.getLiveDocs(searcher.getIndexReader());
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        continue;
      }
      DocIdSetIterator docs = scorer.iterator();
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        if (live == null || live.get(leaf.docBase + doc)) {
          consumer.accept(leaf.docBase + doc);
        }
      }
    }
  }
}
