package dev.lince.store.pgvector;

import com.pgvector.PGvector;
import dev.lince.image.AverageColour;
import dev.lince.image.ImageType;
import dev.lince.store.ImageRecord;
import dev.lince.store.Similarity;
import dev.lince.store.StoredImage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads images from the rows of a query that selects {@link #COLUMNS}. */
final class ImageRows {
  /** Of {@code image_embeddings e} and its {@link FilterSql#DESCRIPTION}. */
  static final String COLUMNS =
      "e.id, e.image_path, i.content_hash, i.media_type, i.bytes, i.width, i.height, i.modified,"
          + " i.taken, i.added, i.tags, i.metadata, i.colour";

  static final String COLUMNS_AND_VECTOR = COLUMNS + ", e.embedding";

  private static final int VECTOR = 14;
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private ImageRows() {}

  static ImageRecord image(ResultSet row) throws SQLException {
    int id = row.getInt(1);
    String path = PathSpelling.pathOf(row.getString(2));
    String hash = row.getString(3);
    if (hash == null) {
      return ImageRecord.undescribed(id, path);
    }
    return new ImageRecord(
        id,
        path,
        hash,
        ImageType.valueOf(row.getString(4)),
        row.getLong(5),
        row.getInt(6),
        row.getInt(7),
        colour(row),
        instant(row, 8),
        taken(row),
        instant(row, 10),
        Set.of((String[]) row.getArray(11).getArray()),
        JSON.readValue(row.getString(12), TEXTS));
  }

  static String json(Map<String, String> metadata) {
    return JSON.writeValueAsString(metadata);
  }

  static StoredImage imageWithVector(ResultSet row) throws SQLException {
    return new StoredImage(image(row), vector(row, VECTOR));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant taken(ResultSet row) throws SQLException {
    OffsetDateTime taken = row.getObject(9, OffsetDateTime.class);
    return taken == null ? null : taken.toInstant();
  }

  private static @Nullable AverageColour colour(ResultSet row) throws SQLException {
    int rgb = row.getInt(13);
    return row.wasNull() ? null : new AverageColour(rgb);
  }

  /** A unit vector, as which other programs need not have stored it. */
  static float[] vector(ResultSet row, int column) throws SQLException {
    float[] vector = ((PGvector) row.getObject(column)).toArray();
    return Similarity.isUnit(vector) ? vector : normalized(vector);
  }

  private static float[] normalized(float[] vector) {
    double length = Math.sqrt(Similarity.dot(vector, vector));
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length && length > 0; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
