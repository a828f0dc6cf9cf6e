package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.StoredImage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/** Finds the one document of a unique term in one snapshot of the index. */
record Lookup(IndexSearcher searcher) {

  Optional<ImageRecord> image(int id) throws IOException {
    return imageOf(Fields.id(id));
  }

  Optional<ImageRecord> image(String path) throws IOException {
    return imageOf(Fields.exact(Fields.PATH, path));
  }

  private Optional<ImageRecord> imageOf(Term term) throws IOException {
    OptionalInt doc = doc(term);
    return doc.isEmpty()
        ? Optional.empty()
        : Optional.of(ImageDocument.read(searcher.storedFields(), doc.getAsInt()));
  }

  Optional<StoredImage> imageWithVector(int id) throws IOException {
    OptionalInt doc = doc(Fields.id(id));
    return doc.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImageReader(searcher).read(doc.getAsInt()));
  }

  Optional<LedgerEntry> ledgerEntry(String path) throws IOException {
    OptionalInt doc = doc(LedgerDocument.term(path));
    return doc.isEmpty()
        ? Optional.empty()
        : Optional.of(LedgerDocument.read(searcher.storedFields(), doc.getAsInt()));
  }

  Optional<String> note(String name) throws IOException {
    OptionalInt doc = doc(NoteDocument.term(name));
    return doc.isEmpty()
        ? Optional.empty()
        : Optional.of(NoteDocument.read(searcher.storedFields(), doc.getAsInt()));
  }

  private OptionalInt doc(Term term) throws IOException {
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      if (postings == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          return OptionalInt.of(leaf.docBase + doc);
        }
      }
    }
    return OptionalInt.empty();
  }
}
