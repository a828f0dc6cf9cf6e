package dev.lince.store.pgvector;

import dev.lince.store.ImageRecord;
import dev.lince.store.NextVector;
import dev.lince.store.StoreException;
import dev.lince.store.VectorRules;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The table of the vectors that are being built, which is like {@code image_embeddings} but for a
 * column that says of which content they are. {@code lince_store} says whose and how long they are.
 *
 * @param label of their space
 * @param dimension of every one
 */
record NextTable(String label, int dimension) {
  static final String ACTIVE = "image_embeddings";
  static final String NEXT = "lince_next_embeddings";
  static final String FORMER = "lince_former_embeddings";

  /** Joins them to {@link FilterSql#DESCRIPTION}'s tables; nobody looked at an undescribed file. */
  static final String JOINED =
      FilterSql.DESCRIPTION + " LEFT JOIN lince_next_embeddings n ON n.id = e.id";

  static final String IS_MISSING = "(n.id IS NULL OR n.content_hash <> i.content_hash)";

  private static final String FIND =
      "SELECT next_label, next_dimension FROM lince_store WHERE next_label IS NOT NULL";

  private static final String MAKE =
      "SELECT format('CREATE TABLE %I.lince_next_embeddings"
          + " (LIKE image_embeddings INCLUDING STORAGE INCLUDING COMMENTS)%s', s.nspname,"
          + " ' WITH (' || array_to_string(c.reloptions, ', ') || ')')"
          + " FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace"
          + " WHERE c.oid = 'image_embeddings'::regclass";

  private static final String NOTE = "UPDATE lince_store SET next_label = ?, next_dimension = ?";

  private static final String MISSING =
      "SELECT "
          + ImageRows.COLUMNS
          + " FROM image_embeddings e"
          + JOINED
          + " WHERE e.id > ? AND "
          + IS_MISSING
          + " ORDER BY e.id LIMIT ?";

  private static final String STAGING =
      "CREATE TEMPORARY TABLE IF NOT EXISTS lince_next_staging (id INTEGER, content_hash TEXT,"
          + " embedding VECTOR) ON COMMIT DELETE ROWS";

  /** An image that went, or was renamed, may have left its path here. */
  private static final String CLEAR =
      "DELETE FROM lince_next_embeddings n USING lince_next_staging s, image_embeddings e"
          + " WHERE e.id = s.id AND n.image_path = e.image_path AND n.id <> e.id";

  private static final String ADD =
      "INSERT INTO lince_next_embeddings (id, image_path, embedding, content_hash)"
          + " SELECT e.id, e.image_path, s.embedding, s.content_hash FROM lince_next_staging s"
          + " JOIN image_embeddings e ON e.id = s.id ORDER BY e.id"
          + " ON CONFLICT (id) DO UPDATE SET image_path = excluded.image_path,"
          + " embedding = excluded.embedding, content_hash = excluded.content_hash";

  private static final String NOT_UNIQUE = "23505";
  private static final String SERIALIZATION = "40001";

  /** What is being built; null where nothing is. */
  static @Nullable NextTable find(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? new NextTable(rows.getString(1), rows.getInt(2)) : null;
    }
  }

  /**
   * @throws StoreException.Unreadable where nothing is being built
   */
  static NextTable require(Connection connection, DatabaseUrl url) throws SQLException {
    NextTable found = find(connection);
    if (found == null) {
      throw new StoreException.Unreadable(
          "No other space is being built in the database %s; begin one first."
              .formatted(url.where()),
          null);
    }
    return found;
  }

  /** Makes the table, empty, with all indexes but those of the vectors. */
  void make(Connection connection, VectorIndexChoice choice) throws SQLException {
    Sql.runAll(connection, MAKE);
    Sql.run(
        connection,
        "ALTER TABLE lince_next_embeddings ALTER embedding TYPE vector(%d),".formatted(dimension)
            + " ADD COLUMN content_hash TEXT NOT NULL");
    TableRights.carryOver(connection);
    new NextIndexes(connection, choice, dimension).makeCheapOnes();
    try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
      statement.setString(1, label);
      statement.setInt(2, dimension);
      statement.executeUpdate();
    }
  }

  static void drop(Connection connection) throws SQLException {
    Sql.run(connection, "DROP TABLE IF EXISTS lince_next_embeddings");
    Sql.run(connection, "UPDATE lince_store SET next_label = NULL, next_dimension = NULL");
  }

  static List<ImageRecord> missing(Connection connection, int afterId, int limit)
      throws SQLException {
    List<ImageRecord> images = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
      statement.setInt(1, afterId);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          images.add(ImageRows.image(rows));
        }
      }
    }
    return images;
  }

  /**
   * @throws StoreException.VectorRefused where one breaks the rules
   */
  void check(Collection<NextVector> vectors) {
    for (NextVector vector : vectors) {
      VectorRules.whyRefused(vector.vector(), OptionalInt.of(dimension))
          .ifPresent(
              why -> {
                throw new StoreException.VectorRefused(why);
              });
    }
  }

  /**
   * Stores vectors, one for each image.
   *
   * @throws SQLException as of a conflict, where an image was renamed in this moment
   */
  static void put(Connection connection, Collection<NextVector> vectors) throws SQLException {
    Sql.run(connection, STAGING);
    try {
      BinaryRows rows = new BinaryRows(3);
      for (NextVector vector : vectors) {
        rows.beginRow();
        rows.writeInt(vector.id());
        rows.writeText(vector.contentHash());
        rows.writeVector(vector.vector());
      }
      rows.send(connection, "lince_next_staging");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    // The staging table has no statistics; these joins are by index whatever the planner thinks.
    Transaction.set(connection, Map.of("enable_hashjoin", "off", "enable_mergejoin", "off"));
    try {
      Sql.run(connection, CLEAR);
      Sql.run(connection, ADD);
    } catch (SQLException failure) {
      throw NOT_UNIQUE.equals(failure.getSQLState())
          ? new SQLException(failure.getMessage(), SERIALIZATION, failure)
          : failure;
    }
  }
}
