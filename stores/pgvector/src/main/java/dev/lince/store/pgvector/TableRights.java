package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.SQLException;

/** Owner and privileges of {@code image_embeddings}, given to the table that is being built. */
final class TableRights {
  private static final String WHO =
      "CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END";
  private static final String OPTION =
      "CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END";

  private static final String OWNER =
      "SELECT format('ALTER TABLE lince_next_embeddings OWNER TO %I', pg_get_userbyid(c.relowner))"
          + " FROM pg_class c, pg_class n WHERE c.oid = 'image_embeddings'::regclass"
          + " AND n.oid = 'lince_next_embeddings'::regclass AND n.relowner <> c.relowner";

  /** What a schema gives to every new table. */
  private static final String REVOKE =
      "SELECT DISTINCT 'REVOKE ALL ON lince_next_embeddings FROM ' || "
          + WHO
          + " FROM pg_class c, aclexplode(c.relacl) a"
          + " WHERE c.oid = 'lince_next_embeddings'::regclass AND a.grantee <> c.relowner";

  private static final String GRANT =
      "SELECT format('GRANT %s ON lince_next_embeddings TO %s%s', a.privilege_type, "
          + WHO
          + ", "
          + OPTION
          + ") FROM pg_class c, aclexplode(c.relacl) a"
          + " WHERE c.oid = 'image_embeddings'::regclass AND a.grantee <> c.relowner";

  private static final String GRANT_COLUMNS =
      "SELECT format('GRANT %s (%I) ON lince_next_embeddings TO %s%s', a.privilege_type, t.attname, "
          + WHO
          + ", "
          + OPTION
          + ") FROM pg_attribute t, aclexplode(t.attacl) a"
          + " WHERE t.attrelid = 'image_embeddings'::regclass AND NOT t.attisdropped";

  private TableRights() {}

  static void carryOver(Connection connection) throws SQLException {
    for (String query : new String[] {OWNER, REVOKE, GRANT, GRANT_COLUMNS}) {
      Sql.runAll(connection, query);
    }
  }
}
