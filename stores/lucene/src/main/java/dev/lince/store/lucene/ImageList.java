package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.ListQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

/** Lists records of one snapshot by their ids. Reads no more documents than it gives. */
record ImageList(IndexSearcher searcher) {

  List<ImageRecord> page(ListQuery query) throws IOException {
    Query inRange =
        new BooleanQuery.Builder()
            .add(FilterQuery.of(query.filter()), Occur.FILTER)
            .add(
                NumericDocValuesField.newSlowRangeQuery(Fields.ID, query.least(), query.greatest()),
                Occur.FILTER)
            .build();
    return first(inRange, query.limit(), query.order() == ListQuery.Order.NEWEST);
  }

  /** The image of that content with the least id. */
  Optional<ImageRecord> firstOf(String contentHash) throws IOException {
    return first(new TermQuery(new Term(Fields.CONTENT, contentHash)), 1, false).stream()
        .findFirst();
  }

  private List<ImageRecord> first(Query query, int limit, boolean fromTheTop) throws IOException {
    Sort byId = new Sort(new SortField(Fields.ID, SortField.Type.INT, fromTheTop));
    StoredFields storedFields = searcher.storedFields();
    List<ImageRecord> images = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(query, limit, byId).scoreDocs) {
      images.add(ImageDocument.read(storedFields, hit.doc));
    }
    return List.copyOf(images);
  }
}
