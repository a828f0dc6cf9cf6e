package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An index of a table, as PostgreSQL spells it.
 *
 * @param name quoted where it must be
 * @param constraint {@code p} where it is the primary key's, {@code u} a unique constraint's, else
 *     empty
 * @param definition what stands behind USING
 */
record TableIndex(
    String name, boolean unique, String constraint, String definition, boolean valid) {
  private static final String OF =
      "SELECT quote_ident(c.relname), i.indisunique, coalesce(k.contype::text, ''),"
          + " substr(d.def, position(' USING ' || m.amname || ' (' IN d.def) + 7), i.indisvalid"
          + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
          + " JOIN pg_am m ON m.oid = c.relam"
          + " CROSS JOIN LATERAL (SELECT pg_get_indexdef(c.oid) AS def) d"
          + " LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = i.indrelid"
          + " WHERE i.indrelid = to_regclass(?) ORDER BY c.relname";

  /** A type with its number of values, as in an expression that casts to it. */
  private static final Pattern SIZED = Pattern.compile("\\b(vector|halfvec|bit)\\(\\d+\\)");

  /** All that a table has, also those that were never finished. */
  static List<TableIndex> of(Connection connection, String table) throws SQLException {
    List<TableIndex> indexes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OF)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          indexes.add(
              new TableIndex(
                  rows.getString(1),
                  rows.getBoolean(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getBoolean(5)));
        }
      }
    }
    return indexes;
  }

  static TableIndex ofVectors(String name, String definition) {
    return new TableIndex(name, false, "", definition, true);
  }

  /** Whether it is for nearest vectors, slow to build, and by the dimension. */
  boolean isOfVectors() {
    return definition.startsWith("hnsw ") || definition.startsWith("ivfflat ");
  }

  /** The same over vectors of another dimension. */
  TableIndex withDimension(int dimension) {
    String resized = SIZED.matcher(definition).replaceAll("$1(" + dimension + ")");
    return new TableIndex(name, unique, constraint, resized, valid);
  }

  /** Whether the two differ in nothing but their names. */
  boolean isLike(TableIndex other) {
    return unique == other.unique && definition.equals(other.definition);
  }
}
