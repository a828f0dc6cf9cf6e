package dev.lince.store.lucene;

import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import dev.lince.store.ImageRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.jspecify.annotations.Nullable;

/**
 * An image as a document: stored fields bring its record back, indexed ones answer filters, and the
 * vector field keeps the floats exactly as they were given.
 */
final class ImageDocument {
  private static final String CONTENT_HASH = "contentHash";
  private static final String BYTES = "bytes";
  private static final String MODIFIED = "modified";
  private static final String COLOUR = "colour";
  private static final String METADATA_KEY = "metadataKey";
  private static final String METADATA_VALUE = "metadataValue";

  private ImageDocument() {}

  static Document of(ImageRecord image, float[] vector) {
    Document document = new Document();
    addStored(document, image);
    addIndexed(document, image);
    document.add(
        new KnnFloatVectorField(Fields.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  /** Whoever writes here has looked at the file. */
  private static String type(ImageRecord image) {
    return Objects.requireNonNull(image.type()).name();
  }

  private static void addStored(Document document, ImageRecord image) {
    document.add(new StoredField(Fields.ID, image.id()));
    document.add(new StoredField(Fields.PATH, image.path()));
    document.add(new StoredField(CONTENT_HASH, image.contentHash()));
    document.add(new StoredField(Fields.TYPE, type(image)));
    document.add(new StoredField(BYTES, image.bytes()));
    document.add(new StoredField(Fields.WIDTH, image.width()));
    document.add(new StoredField(Fields.HEIGHT, image.height()));
    document.add(new StoredField(MODIFIED, image.modified().toEpochMilli()));
    document.add(new StoredField(Fields.ADDED, image.added().toEpochMilli()));
    Instant taken = image.taken();
    if (taken != null) {
      document.add(new StoredField(Fields.TAKEN, taken.toEpochMilli()));
    }
    AverageColour colour = image.colour();
    if (colour != null) {
      document.add(new StoredField(COLOUR, colour.rgb()));
    }
    image.tags().forEach(tag -> document.add(new StoredField(Fields.TAG, tag)));
    image
        .metadata()
        .forEach(
            (key, value) -> {
              document.add(new StoredField(METADATA_KEY, key));
              document.add(new StoredField(METADATA_VALUE, value));
            });
  }

  private static void addIndexed(Document document, ImageRecord image) {
    document.add(new StringField(Fields.KIND, Fields.IMAGE, Store.NO));
    document.add(new StringField(Fields.ID, Fields.idBytes(image.id()), Store.NO));
    document.add(new NumericDocValuesField(Fields.ID, image.id()));
    document.add(new StringField(Fields.PATH, Fields.text(image.path()), Store.NO));
    document.add(new StringField(Fields.CONTENT, image.contentHash(), Store.NO));
    addFolders(document, image.path());
    document.add(new StringField(Fields.TYPE, type(image), Store.NO));
    document.add(new IntPoint(Fields.WIDTH, image.width()));
    document.add(new IntPoint(Fields.HEIGHT, image.height()));
    document.add(new LongPoint(Fields.ADDED, image.added().toEpochMilli()));
    Instant taken = image.taken();
    if (taken != null) {
      document.add(new LongPoint(Fields.TAKEN, taken.toEpochMilli()));
    }
    image
        .tags()
        .forEach(tag -> document.add(new StringField(Fields.TAG, Fields.text(tag), Store.NO)));
    image
        .metadata()
        .forEach(
            (key, value) ->
                document.add(
                    new StringField(Fields.METADATA, Fields.metadataBytes(key, value), Store.NO)));
  }

  /** Every folder above the image is a term of it, so that a folder is one look-up. */
  private static void addFolders(Document document, String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      document.add(new StringField(Fields.FOLDER, Fields.text(path.substring(0, slash)), Store.NO));
    }
  }

  static ImageRecord read(StoredFields storedFields, int doc) throws IOException {
    Document document = storedFields.document(doc);
    return new ImageRecord(
        (int) number(document, Fields.ID),
        document.get(Fields.PATH),
        document.get(CONTENT_HASH),
        ImageType.valueOf(document.get(Fields.TYPE)),
        number(document, BYTES),
        (int) number(document, Fields.WIDTH),
        (int) number(document, Fields.HEIGHT),
        colour(document),
        Instant.ofEpochMilli(number(document, MODIFIED)),
        taken(document),
        Instant.ofEpochMilli(number(document, Fields.ADDED)),
        Set.of(document.getValues(Fields.TAG)),
        metadata(document));
  }

  private static @Nullable Instant taken(Document document) {
    return document.getField(Fields.TAKEN) == null
        ? null
        : Instant.ofEpochMilli(number(document, Fields.TAKEN));
  }

  /** Null too where a version wrote the document that knew of no colours. */
  private static @Nullable AverageColour colour(Document document) {
    return document.getField(COLOUR) == null
        ? null
        : new AverageColour((int) number(document, COLOUR));
  }

  private static Map<String, String> metadata(Document document) {
    String[] keys = document.getValues(METADATA_KEY);
    String[] values = document.getValues(METADATA_VALUE);
    Map<String, String> metadata = HashMap.newHashMap(keys.length);
    for (int i = 0; i < keys.length; i++) {
      metadata.put(keys[i], values[i]);
    }
    return metadata;
  }

  private static long number(Document document, String field) {
    return document.getField(field).numericValue().longValue();
  }
}
