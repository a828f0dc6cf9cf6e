package dev.lince.store.lucene;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;

/** A note as a document. */
final class NoteDocument {
  private static final String TEXT = "noteText";

  private NoteDocument() {}

  static Term term(String name) {
    return Fields.exact(Fields.NOTE_NAME, name);
  }

  static Document of(String name, String text) {
    Document document = new Document();
    document.add(new StringField(Fields.KIND, Fields.NOTE, Store.NO));
    document.add(new StringField(Fields.NOTE_NAME, Fields.text(name), Store.NO));
    document.add(new StoredField(TEXT, text));
    return document;
  }

  static String read(StoredFields storedFields, int doc) throws IOException {
    return storedFields.document(doc).get(TEXT);
  }
}
