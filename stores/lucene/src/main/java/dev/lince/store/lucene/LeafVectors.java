package dev.lince.store.lucene;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;

/** The vectors of one segment by document. Cheap where documents are asked for in their order. */
final class LeafVectors {
  private FloatVectorValues values;
  private DocIndexIterator position;

  private LeafVectors(FloatVectorValues values) {
    this.values = values;
    this.position = values.iterator();
  }

  /** The vectors of a segment that has some. */
  static LeafVectors of(LeafReaderContext leaf) throws IOException {
    return new LeafVectors(leaf.reader().getFloatVectorValues(Fields.VECTOR));
  }

  /** The vector of a document of this segment; overwritten by the next call. */
  float[] at(int doc) throws IOException {
    if (position.docID() > doc) {
      // The iterators of one instance share their position, so going back needs another one.
      values = values.copy();
      position = values.iterator();
    }
    if (position.docID() < doc && position.advance(doc) != doc) {
      throw new CorruptIndexException("An image has no vector.", "document " + doc);
    }
    return values.vectorValue(position.index());
  }
}
