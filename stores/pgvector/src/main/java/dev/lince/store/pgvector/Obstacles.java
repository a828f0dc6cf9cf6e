package dev.lince.store.pgvector;

import dev.lince.store.StoreException;
import dev.lince.store.pgvector.url.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What others have made fast to {@code image_embeddings}, so that it cannot be replaced by another
 * table without breaking it.
 */
final class Obstacles {
  private static final String TABLE = "'image_embeddings'::regclass";

  /** Every object that depends on the table or its type, but for its own parts. */
  private static final String DEPENDENTS =
      "SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) FROM pg_depend d"
          + " WHERE ((d.refclassid = 'pg_class'::regclass AND d.refobjid = "
          + TABLE
          + ") OR (d.refclassid = 'pg_type'::regclass AND d.refobjid ="
          + " (SELECT reltype FROM pg_class WHERE oid = "
          + TABLE
          + "))) AND d.classid NOT IN ('pg_attrdef'::regclass, 'pg_type'::regclass)"
          + " AND NOT (d.classid = 'pg_class'::regclass AND (d.objid = "
          + TABLE
          + " OR EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = d.objid"
          + " AND c.relkind IN ('i', 'S', 't'))))"
          + " AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE d.classid ="
          + " 'pg_constraint'::regclass AND k.oid = d.objid AND k.conrelid = "
          + TABLE
          + " AND k.contype IN ('p', 'u', 'n'))"
          + " AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE d.classid = 'pg_trigger'::regclass"
          + " AND t.oid = d.objid AND t.tgisinternal) ORDER BY 1";

  private static final String COLUMNS =
      "SELECT 'column ' || quote_ident(attname) FROM pg_attribute WHERE attrelid = "
          + TABLE
          + " AND attnum > 0 AND NOT attisdropped"
          + " AND attname NOT IN ('id', 'image_path', 'embedding') ORDER BY 1";

  private static final String FORM =
      "SELECT CASE WHEN relkind = 'p' THEN 'its partitions' WHEN relkind <> 'r' THEN 'it is no"
          + " plain table' END FROM pg_class WHERE oid = "
          + TABLE
          + " UNION ALL SELECT 'row-level security' FROM pg_class WHERE relrowsecurity AND oid = "
          + TABLE
          + " UNION ALL SELECT 'the table ' || inhparent::regclass || ' that it inherits from'"
          + " FROM pg_inherits WHERE inhrelid = "
          + TABLE
          + " UNION ALL SELECT 'the publication ' || quote_ident(p.pubname)"
          + " FROM pg_publication_tables p JOIN pg_class c ON c.relname = p.tablename"
          + " JOIN pg_namespace s ON s.oid = c.relnamespace AND s.nspname = p.schemaname"
          + " WHERE c.oid = "
          + TABLE;

  private static final String NO_KEY =
      "SELECT 'that no unique index says that ids are unique' WHERE NOT EXISTS (SELECT 1"
          + " FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
          + " AND a.attnum = i.indkey[0] WHERE i.indrelid = "
          + TABLE
          + " AND i.indisunique AND i.indimmediate AND i.indnkeyatts = 1 AND i.indpred IS NULL"
          + " AND a.attname = 'id')";

  private static final String IS_OWNER =
      "SELECT pg_has_role(relowner, 'USAGE') AND has_schema_privilege(relnamespace, 'CREATE')"
          + " FROM pg_class WHERE oid = "
          + TABLE;

  private Obstacles() {}

  /**
   * @throws StoreException.Unreadable where there is one
   */
  static void refuse(Connection connection, DatabaseUrl url) throws SQLException {
    if (!Sql.truth(connection, IS_OWNER)) {
      throw new StoreException.Unreadable(
          "To change the model, the user of DATABASE_URL must own the table image_embeddings of the database %s and may have to create one beside it; start Lince as the owner."
              .formatted(url.where()),
          null);
    }
    List<String> found = new ArrayList<>();
    for (String query : List.of(FORM, COLUMNS, DEPENDENTS, NO_KEY)) {
      found.addAll(Sql.texts(connection, query));
    }
    if (!found.isEmpty()) {
      throw new StoreException.Unreadable(
          "The vectors of another model would take the place of the table image_embeddings of the database %s, and in the way are: %s. Remove them first, and make them again afterwards."
              .formatted(url.where(), String.join(", ", found)),
          null);
    }
  }
}
