package dev.lince.store.lucene;

import dev.lince.store.LedgerEntry;
import java.io.IOException;
import java.time.Instant;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;

/** A row of the ledger as a document. */
final class LedgerDocument {
  private static final String PATH = "ledgerPathText";
  private static final String STATE = "state";
  private static final String BYTES = "ledgerBytes";
  private static final String MODIFIED = "ledgerModified";
  private static final String CONTENT_HASH = "ledgerContentHash";
  private static final String REASON = "reason";

  private LedgerDocument() {}

  static Term term(String path) {
    return Fields.exact(Fields.LEDGER_PATH, path);
  }

  static Document of(LedgerEntry entry) {
    Document document = new Document();
    document.add(new StringField(Fields.KIND, Fields.LEDGER, Store.NO));
    document.add(new StringField(Fields.LEDGER_PATH, Fields.text(entry.path()), Store.NO));
    document.add(new StoredField(PATH, entry.path()));
    document.add(new StoredField(STATE, entry.state().name()));
    document.add(new StoredField(BYTES, entry.bytes()));
    document.add(new StoredField(MODIFIED, entry.modified().toEpochMilli()));
    String hash = entry.contentHash();
    if (hash != null) {
      document.add(new StoredField(CONTENT_HASH, hash));
    }
    String reason = entry.reason();
    if (reason != null) {
      document.add(new StoredField(REASON, reason));
    }
    return document;
  }

  static LedgerEntry read(StoredFields storedFields, int doc) throws IOException {
    Document document = storedFields.document(doc);
    return new LedgerEntry(
        document.get(PATH),
        LedgerEntry.State.valueOf(document.get(STATE)),
        document.getField(BYTES).numericValue().longValue(),
        Instant.ofEpochMilli(document.getField(MODIFIED).numericValue().longValue()),
        document.get(CONTENT_HASH),
        document.get(REASON));
  }
}
