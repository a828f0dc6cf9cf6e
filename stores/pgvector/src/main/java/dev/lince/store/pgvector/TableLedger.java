package dev.lince.store.pgvector;

import dev.lince.store.Ledger;
import dev.lince.store.LedgerEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ledger's table. A row that says of an image it is indexed does not count where another
 * program has deleted the image since, or written it anew.
 */
record TableLedger(Connections connections, Claims claims) implements Ledger {
  static final String OVER_THE_OLD =
      " ON CONFLICT (path) DO UPDATE SET state = excluded.state, bytes = excluded.bytes,"
          + " modified = excluded.modified, content_hash = excluded.content_hash,"
          + " reason = excluded.reason";

  private static final String SELECT =
      "SELECT l.path, l.state, l.bytes, l.modified, l.content_hash, l.reason FROM lince_ledger l"
          + " WHERE (l.state <> '"
          + LedgerEntry.State.INDEXED
          + "' OR EXISTS (SELECT 1 FROM image_embeddings e JOIN lince_images i ON i.id = e.id"
          + " AND i.image_path = e.image_path"
          + " WHERE lince_path(e.image_path) COLLATE \"C\" = l.path))";
  private static final String OF_PATHS = SELECT + " AND l.path = ANY(?)";
  private static final String PUT =
      "INSERT INTO lince_ledger (path, state, bytes, modified, content_hash, reason)"
          + " VALUES (?, ?, ?, ?, ?, ?)"
          + OVER_THE_OLD;
  private static final int FETCH = 1000;

  @Override
  public Optional<LedgerEntry> find(String path) {
    return Optional.ofNullable(find(List.of(path)).get(path));
  }

  @Override
  public Map<String, LedgerEntry> find(Collection<String> paths) {
    return connections.read(
        connection -> {
          Map<String, LedgerEntry> found = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(OF_PATHS)) {
            statement.setArray(1, connection.createArrayOf("text", paths.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                LedgerEntry entry = read(rows);
                found.put(entry.path(), entry);
              }
            }
          }
          return Map.copyOf(found);
        });
  }

  @Override
  public Claim claim(Collection<String> paths) {
    return claims.claim(paths);
  }

  @Override
  public void put(Collection<LedgerEntry> entries) {
    List<LedgerEntry> rows = List.copyOf(entries);
    connections.write(
        connection -> {
          put(connection, rows);
          return rows;
        });
  }

  /** In the order of paths, so that two writers do not wait for each other. */
  static void put(Connection connection, List<LedgerEntry> entries) throws SQLException {
    List<LedgerEntry> sorted =
        entries.stream().sorted(Comparator.comparing(LedgerEntry::path)).toList();
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      for (LedgerEntry entry : sorted) {
        statement.setString(1, entry.path());
        statement.setString(2, entry.state().name());
        statement.setLong(3, entry.bytes());
        statement.setObject(4, entry.modified().atOffset(ZoneOffset.UTC));
        statement.setString(5, entry.contentHash());
        statement.setString(6, entry.reason());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  @Override
  public void remove(Collection<String> paths) {
    List<String> dropped = List.copyOf(paths);
    connections.write(
        connection -> {
          remove(connection, dropped);
          return dropped;
        });
  }

  static void remove(Connection connection, List<String> paths) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM lince_ledger WHERE path = ANY(?)")) {
      statement.setArray(1, connection.createArrayOf("text", paths.toArray()));
      statement.executeUpdate();
    }
  }

  @Override
  public void scan(Consumer<LedgerEntry> consumer) {
    connections.readLong(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                consumer.accept(read(rows));
              }
            }
          }
          return consumer;
        });
  }

  private static LedgerEntry read(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getString(1),
        LedgerEntry.State.valueOf(row.getString(2)),
        row.getLong(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getString(5),
        row.getString(6));
  }
}
