package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives one table the name of another, and all that other programs know that one by: defaults, the
 * sequence of the ids, the names of constraints and indexes, owner and privileges. The old table
 * keeps its rows, under another name; its indexes go, since nothing searches there, and what hangs
 * on them (the function {@code lince_path}) must stay removable.
 */
final class TableExchange {
  private static final String DEFAULTS =
      "SELECT format('ALTER TABLE lince_next_embeddings ALTER %I SET DEFAULT %s', a.attname,"
          + " pg_get_expr(d.adbin, d.adrelid)) FROM pg_attrdef d JOIN pg_attribute a"
          + " ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
          + " WHERE d.adrelid = 'image_embeddings'::regclass";

  private static final String NO_DEFAULTS =
      "SELECT format('ALTER TABLE image_embeddings ALTER %I DROP DEFAULT', a.attname)"
          + " FROM pg_attrdef d JOIN pg_attribute a"
          + " ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
          + " WHERE d.adrelid = 'image_embeddings'::regclass";

  private static final String SEQUENCES =
      "SELECT format('ALTER SEQUENCE %s OWNED BY lince_next_embeddings.%I', d.objid::regclass,"
          + " a.attname) FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'"
          + " JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
          + " WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass"
          + " AND d.refobjid = 'image_embeddings'::regclass AND d.deptype = 'a'";

  /** Ids that are an identity column have a sequence that cannot be moved. */
  private static final String IDENTITY =
      "SELECT CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END,"
          + " pg_get_serial_sequence('image_embeddings', 'id') FROM pg_attribute"
          + " WHERE attrelid = 'image_embeddings'::regclass AND attname = 'id'"
          + " AND attidentity <> ''";

  private final Connection connection;

  TableExchange(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param made indexes of the new table
   */
  void exchange(List<NextIndexes.Made> made) throws SQLException {
    List<TableIndex> old = TableIndex.of(connection, NextTable.ACTIVE);
    Sql.run(connection, "ALTER TABLE lince_next_embeddings DROP COLUMN content_hash");
    Sql.run(connection, "DROP TABLE IF EXISTS lince_former_embeddings");
    TableRights.carryOver(connection);
    moveIds();
    retire(old);
    Sql.run(connection, "ALTER TABLE lince_next_embeddings RENAME TO image_embeddings");
    for (NextIndexes.Made index : made) {
      name(index);
    }
  }

  private void moveIds() throws SQLException {
    Sql.runAll(connection, DEFAULTS);
    Sql.runAll(connection, SEQUENCES);
    Sql.runAll(connection, NO_DEFAULTS);
    String kind;
    String sequence;
    try (PreparedStatement statement = connection.prepareStatement(IDENTITY);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return;
      }
      kind = rows.getString(1);
      sequence = rows.getString(2);
    }
    long next =
        Sql.number(
            connection,
            "SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM " + sequence);
    Sql.run(connection, "ALTER TABLE image_embeddings ALTER id DROP IDENTITY");
    Sql.run(
        connection,
        "ALTER TABLE lince_next_embeddings ALTER id ADD GENERATED %s AS IDENTITY (SEQUENCE NAME %s START WITH %d)"
            .formatted(kind, sequence, next));
  }

  private void retire(List<TableIndex> old) throws SQLException {
    for (TableIndex index : old) {
      Sql.run(
          connection,
          index.constraint().isEmpty()
              ? "DROP INDEX " + index.name()
              : "ALTER TABLE image_embeddings DROP CONSTRAINT " + index.name());
    }
    Sql.run(connection, "ALTER TABLE image_embeddings RENAME TO lince_former_embeddings");
  }

  private void name(NextIndexes.Made made) throws SQLException {
    String name = made.wanted().name();
    String kind =
        switch (made.wanted().constraint()) {
          case "p" -> "PRIMARY KEY";
          case "u" -> "UNIQUE";
          default -> "";
        };
    Sql.run(
        connection,
        kind.isEmpty()
            ? "ALTER INDEX %s RENAME TO %s".formatted(made.name(), name)
            : "ALTER TABLE image_embeddings ADD CONSTRAINT %s %s USING INDEX %s"
                .formatted(name, kind, made.name()));
  }
}
