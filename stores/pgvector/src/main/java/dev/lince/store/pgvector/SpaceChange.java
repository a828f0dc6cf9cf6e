package dev.lince.store.pgvector;

import dev.lince.store.SpaceSwitch;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The one transaction in which the table that was built becomes {@code image_embeddings}. Nobody
 * writes meanwhile ({@link SpaceNumber.Lock#ALONE}), and nobody reads either table.
 *
 * <ol>
 *   <li>Nothing may be missing, but for what is left behind.
 *   <li>The new table gets the images and paths of the old one, which other programs may have
 *       changed, and what it lacks of indexes.
 *   <li>{@link TableExchange} gives it name, sequence, constraints and rights of the old one.
 *   <li>Ledger and notes are written; the number of the space tells every open store.
 * </ol>
 */
final class SpaceChange {
  /** Up to so many rows the index of the vectors is built while everyone waits. */
  static final int MOST_BUILT_MEANWHILE = 2_000;

  private static final String LOCK =
      "LOCK TABLE image_embeddings, lince_next_embeddings IN ACCESS EXCLUSIVE MODE";

  private static final String ANY_MISSING =
      "SELECT EXISTS (SELECT 1 FROM image_embeddings e"
          + NextTable.JOINED
          + " WHERE "
          + NextTable.IS_MISSING
          + " AND NOT e.id = ANY(?))";

  private static final String DROP_WHAT_IS_GONE =
      "DELETE FROM lince_next_embeddings n WHERE NOT EXISTS (SELECT 1 FROM image_embeddings e"
          + FilterSql.DESCRIPTION
          + " WHERE e.id = n.id AND (i.id IS NULL OR i.content_hash = n.content_hash))";

  private static final String LEAVE_BEHIND =
      "DELETE FROM lince_images i WHERE i.id = ANY(?)"
          + " AND NOT EXISTS (SELECT 1 FROM lince_next_embeddings n WHERE n.id = i.id)";

  /** In two steps, so that two images may have changed their names with each other. */
  private static final String MOVE =
      "UPDATE lince_next_embeddings n SET image_path = 'lince-moves/' || n.id"
          + " FROM image_embeddings e WHERE e.id = n.id AND e.image_path <> n.image_path";

  private static final String RENAME =
      "UPDATE lince_next_embeddings n SET image_path = e.image_path"
          + " FROM image_embeddings e WHERE e.id = n.id AND e.image_path <> n.image_path";

  private static final String COUNT = "SELECT count(*) FROM lince_next_embeddings";

  private final Connection connection;
  private final DatabaseUrl url;
  private final VectorIndexChoice choice;

  SpaceChange(Connection connection, DatabaseUrl url, VectorIndexChoice choice) {
    this.connection = connection;
    this.url = url;
    this.choice = choice;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** An image has no vector. */
    INCOMPLETE,
    /** An index is missing that takes too long to be built here. */
    UNPREPARED
  }

  /** Changes nothing unless it is done. */
  Outcome apply(NextTable next, SpaceSwitch change) throws SQLException {
    Integer[] left = change.leftBehind().toArray(Integer[]::new);
    // Without the lock at first, since most that is missing is seen without it.
    if (isAnyMissing(left)) {
      return Outcome.INCOMPLETE;
    }
    Sql.run(connection, LOCK);
    Obstacles.refuse(connection, url);
    if (isAnyMissing(left)) {
      return Outcome.INCOMPLETE;
    }
    NextIndexes indexes = new NextIndexes(connection, choice, next.dimension());
    boolean isSmall = Sql.number(connection, COUNT) <= MOST_BUILT_MEANWHILE;
    if (!isSmall && !indexes.hasAllOfVectors()) {
      return Outcome.UNPREPARED;
    }
    bringInLine(left);
    indexes.makeCheapOnes();
    if (isSmall) {
      indexes.makeThoseOfVectors();
      Sql.run(connection, "ANALYZE lince_next_embeddings");
    }
    new TableExchange(connection).exchange(indexes.made());
    Sql.run(
        connection,
        "UPDATE lince_store SET space_number = space_number + 1, dimension = %d, next_label = NULL, next_dimension = NULL"
            .formatted(next.dimension()));
    TableLedger.put(connection, change.ledger());
    for (var note : change.notes().entrySet()) {
      TableNotes.put(connection, note.getKey(), note.getValue());
    }
    return Outcome.DONE;
  }

  private boolean isAnyMissing(Integer[] left) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ANY_MISSING)) {
      statement.setArray(1, connection.createArrayOf("int4", left));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  private void bringInLine(Integer[] left) throws SQLException {
    Sql.run(connection, DROP_WHAT_IS_GONE);
    try (PreparedStatement statement = connection.prepareStatement(LEAVE_BEHIND)) {
      statement.setArray(1, connection.createArrayOf("int4", left));
      statement.executeUpdate();
    }
    Sql.run(connection, MOVE);
    Sql.run(connection, RENAME);
  }
}
