package dev.lince.store.pgvector;

import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores images of distinct paths in one transaction.
 *
 * <ol>
 *   <li>They go into the staging table.
 *   <li>Rows of their paths get the new vectors, if they differ: the index is not touched
 *       otherwise.
 *   <li>Paths without a row get one, in the order of the batch, so that ids are given in it.
 *   <li>What is known of them is written beside, and the ledger says that they are indexed.
 * </ol>
 */
final class Upsert {
  private static final String REPLACE_VECTORS =
      "UPDATE image_embeddings e SET embedding = s.embedding FROM lince_staging s"
          + " WHERE lince_path(e.image_path) COLLATE \"C\" = s.path AND e.embedding <> s.embedding";
  private static final String ADD =
      "INSERT INTO image_embeddings (image_path, embedding)"
          + " SELECT s.image_path, s.embedding FROM lince_staging s WHERE NOT EXISTS"
          + " (SELECT 1 FROM image_embeddings e"
          + " WHERE lince_path(e.image_path) COLLATE \"C\" = s.path) ORDER BY s.ord"
          + " ON CONFLICT (image_path) DO UPDATE SET embedding = excluded.embedding"
          + " RETURNING lince_path(image_path), xmax = 0";
  private static final String DESCRIBE =
      "INSERT INTO lince_images AS i (id, image_path, content_hash, media_type, bytes, width,"
          + " height, modified, taken, added, tags, metadata, colour)"
          + " SELECT DISTINCT ON (s.ord) e.id, e.image_path, s.content_hash, s.media_type, s.bytes,"
          + " s.width, s.height, s.modified, s.taken, ?::timestamptz, s.tags, s.metadata,"
          + " s.colour"
          + " FROM lince_staging s JOIN image_embeddings e"
          + " ON lince_path(e.image_path) COLLATE \"C\" = s.path ORDER BY s.ord, e.id"
          + " ON CONFLICT (id) DO UPDATE SET image_path = excluded.image_path,"
          + " content_hash = excluded.content_hash, media_type = excluded.media_type,"
          + " bytes = excluded.bytes, width = excluded.width, height = excluded.height,"
          + " modified = excluded.modified, taken = excluded.taken,"
          + " colour = excluded.colour,"
          + kept("added")
          + ","
          + kept("tags")
          + ","
          + kept("metadata")
          + " RETURNING i.id, lince_path(i.image_path)";
  private static final String NOTE_IN_LEDGER =
      "INSERT INTO lince_ledger (path, state, bytes, modified, content_hash, reason)"
          + " SELECT s.path, '"
          + LedgerEntry.State.INDEXED
          + "', s.bytes, s.modified, s.content_hash, NULL FROM lince_staging s ORDER BY s.path"
          + TableLedger.OVER_THE_OLD;

  private final Connection connection;
  private final PathSpelling spelling;

  Upsert(Connection connection, PathSpelling spelling) {
    this.connection = connection;
    this.spelling = spelling;
  }

  /** Only where the row there describes the same image, and not one that is gone. */
  private static String kept(String column) {
    return " %1$s = CASE WHEN i.image_path = excluded.image_path THEN i.%1$s ELSE excluded.%1$s END"
        .formatted(column);
  }

  /** What became of them, by path. */
  Map<String, Upserted.Stored> store(List<NewImage> images, Instant now) throws SQLException {
    StagingRows.copy(connection, images, spelling);
    // The staging table has no statistics; these joins are by index whatever the planner thinks.
    Transaction.set(connection, Map.of("enable_hashjoin", "off", "enable_mergejoin", "off"));
    Set<String> created;
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(REPLACE_VECTORS);
      created = add(statement);
    }
    Map<String, Upserted.Stored> stored = describe(now, created);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(NOTE_IN_LEDGER);
    }
    return stored;
  }

  private static Set<String> add(Statement statement) throws SQLException {
    Set<String> created = new HashSet<>();
    try (ResultSet rows = statement.executeQuery(ADD)) {
      while (rows.next()) {
        if (rows.getBoolean(2)) {
          created.add(rows.getString(1));
        }
      }
    }
    return created;
  }

  private Map<String, Upserted.Stored> describe(Instant now, Set<String> created)
      throws SQLException {
    Map<String, Upserted.Stored> stored = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(DESCRIBE)) {
      statement.setObject(1, now.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String path = rows.getString(2);
          stored.put(path, new Upserted.Stored(path, rows.getInt(1), created.contains(path)));
        }
      }
    }
    return stored;
  }
}
