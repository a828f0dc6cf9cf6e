package dev.lince.store.lucene;

import dev.lince.store.StoredImage;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** Reads records with their vectors, fastest in the order in which they lie in the index. */
final class ImageReader {
  private final List<LeafReaderContext> leaves;
  private final @Nullable LeafVectors[] vectors;
  private final StoredFields storedFields;

  ImageReader(IndexSearcher searcher) throws IOException {
    leaves = searcher.getIndexReader().leaves();
    vectors = new LeafVectors[leaves.size()];
    storedFields = searcher.storedFields();
  }

  StoredImage read(int doc) throws IOException {
    int ordinal = ReaderUtil.subIndex(doc, leaves);
    LeafReaderContext leaf = leaves.get(ordinal);
    LeafVectors ofLeaf = vectors[ordinal];
    if (ofLeaf == null) {
      ofLeaf = LeafVectors.of(leaf);
      vectors[ordinal] = ofLeaf;
    }
    return new StoredImage(
        ImageDocument.read(storedFields, doc), ofLeaf.at(doc - leaf.docBase).clone());
  }
}
