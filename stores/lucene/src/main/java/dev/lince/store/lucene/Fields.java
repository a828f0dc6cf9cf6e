package dev.lince.store.lucene;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** The names of the index's fields, and how their terms are spelled. */
final class Fields {
  /** What a document is: {@link #IMAGE}, {@link #LEDGER} or {@link #NOTE}. */
  static final String KIND = "kind";

  static final String IMAGE = "image";
  static final String LEDGER = "ledger";
  static final String NOTE = "note";

  /** Unique among the images; as a term in the order of the numbers, and as a doc value. */
  static final String ID = "id";

  static final String PATH = "path";
  static final String VECTOR = "vector";

  /** The SHA-256 of an image's file; what earlier versions wrote lacks it. */
  static final String CONTENT = "content";

  static final String FOLDER = "folder";
  static final String TAG = "tag";
  static final String METADATA = "metadata";
  static final String TYPE = "type";
  static final String WIDTH = "width";
  static final String HEIGHT = "height";
  static final String TAKEN = "taken";
  static final String ADDED = "added";
  static final String LEDGER_PATH = "ledgerPath";
  static final String NOTE_NAME = "noteName";

  private static final int LONGEST_PLAIN_TERM = 8_192;
  private static final byte NEVER_IN_UTF_8 = (byte) 0xFF;

  private Fields() {}

  /** The term of an image's id; their order is that of the ids. */
  static Term id(int id) {
    return new Term(ID, idBytes(id));
  }

  static BytesRef idBytes(int id) {
    byte[] bytes = new byte[Integer.BYTES];
    NumericUtils.intToSortableBytes(id, bytes, 0);
    return new BytesRef(bytes);
  }

  static Term exact(String field, String text) {
    return new Term(field, text(text));
  }

  static Term metadata(String key, String value) {
    return new Term(METADATA, metadataBytes(key, value));
  }

  /** Key and value as one term; the key's length keeps "ab" + "c" apart from "a" + "bc". */
  static BytesRef metadataBytes(String key, String value) {
    return text(key.length() + ":" + key + value);
  }

  /**
   * The text itself, or its SHA-256 where it is longer than Lucene's terms may be (32,766 bytes).
   */
  static BytesRef text(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (plain.length <= LONGEST_PLAIN_TERM) {
      return new BytesRef(plain);
    }
    byte[] hash = sha256(plain);
    byte[] marked = new byte[hash.length + 1];
    marked[0] = NEVER_IN_UTF_8;
    System.arraycopy(hash, 0, marked, 1, hash.length);
    return new BytesRef(marked);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
