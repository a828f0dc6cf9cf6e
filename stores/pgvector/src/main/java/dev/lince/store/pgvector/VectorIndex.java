package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HNSW index of the vectors, as it was found: whatever its name, parameters and operator are, a
 * search that orders by {@link #order} uses it.
 *
 * @param name of the index, qualified
 * @param operator of its operator class: {@code <->}, {@code <=>} or {@code <#>}
 * @param half whether it keeps half precision, of {@code dimension} values
 */
record VectorIndex(String name, String operator, boolean half, int dimension) {
  private static final String FOUND =
      "SELECT i.indexrelid::regclass::text, o.opcname, i.indkey[0] = 0,"
          + " pg_get_indexdef(i.indexrelid, 1, true)"
          + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
          + " JOIN pg_am m ON m.oid = c.relam JOIN pg_opclass o ON o.oid = i.indclass[0]"
          + " WHERE i.indrelid = to_regclass('image_embeddings') AND m.amname = 'hnsw'"
          + " AND i.indisvalid AND i.indisready AND i.indpred IS NULL ORDER BY 1";

  private static final Pattern HALF =
      Pattern.compile("\\(?embedding::(?:\\w+\\.)?halfvec\\((\\d+)\\)\\)?");

  /** The best one there is for {@code preferred}; null where there is none. */
  static @Nullable VectorIndex find(Connection connection, IndexPrecision preferred, int dimension)
      throws SQLException {
    boolean half = preferred == IndexPrecision.HALF;
    return all(connection).stream()
        .filter(index -> !index.half() || index.dimension() == dimension)
        .min(Comparator.comparing(index -> index.half() != half))
        .orElse(null);
  }

  private static List<VectorIndex> all(Connection connection) throws SQLException {
    List<VectorIndex> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(FOUND);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        VectorIndex index =
            of(rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getString(4));
        if (index != null) {
          found.add(index);
        }
      }
    }
    return found;
  }

  private static @Nullable VectorIndex of(
      String name, String operatorClass, boolean isExpression, String definition) {
    String operator =
        switch (operatorClass) {
          case "vector_l2_ops", "halfvec_l2_ops" -> "<->";
          case "vector_cosine_ops", "halfvec_cosine_ops" -> "<=>";
          case "vector_ip_ops", "halfvec_ip_ops" -> "<#>";
          default -> "";
        };
    boolean half = operatorClass.startsWith("halfvec");
    if (operator.isEmpty() || half != isExpression) {
      return null;
    }
    if (!half) {
      return definition.equals("embedding") ? new VectorIndex(name, operator, false, 0) : null;
    }
    Matcher cast = HALF.matcher(definition);
    return cast.matches()
        ? new VectorIndex(name, operator, true, Integer.parseInt(cast.group(1)))
        : null;
  }

  /** What to order by, with one parameter, the query's vector. */
  String order() {
    return half
        ? "e.embedding::halfvec(%d) %s ?::vector::halfvec(%d)"
            .formatted(dimension, operator, dimension)
        : "e.embedding %s ?::vector".formatted(operator);
  }
}
