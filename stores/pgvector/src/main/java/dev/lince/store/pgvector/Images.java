package dev.lince.store.pgvector;

import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ListQuery;
import dev.lince.store.StoredImage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads images other than by similarity. Safe for use by several threads. */
record Images(Connections connections) {
  private static final String FROM = " FROM image_embeddings e" + FilterSql.DESCRIPTION + " WHERE ";
  private static final String BY_ID = "SELECT " + ImageRows.COLUMNS + FROM + "e.id = ?";
  private static final String BY_ID_WITH_VECTOR =
      "SELECT " + ImageRows.COLUMNS_AND_VECTOR + FROM + "e.id = ?";
  private static final String BY_PATH =
      "SELECT "
          + ImageRows.COLUMNS
          + FROM
          + "lince_path(e.image_path) COLLATE \"C\" = ? ORDER BY e.id LIMIT 1";
  private static final String BY_CONTENT =
      "SELECT "
          + ImageRows.COLUMNS
          + " FROM image_embeddings e JOIN lince_images i"
          + " ON i.id = e.id AND i.image_path = e.image_path"
          + " WHERE i.content_hash = ? ORDER BY e.id LIMIT 1";
  private static final String DRAWN =
      "SELECT "
          + ImageRows.COLUMNS_AND_VECTOR
          + FROM
          + "e.id IN (SELECT id FROM image_embeddings ORDER BY hashint8extended(id, ?), id LIMIT ?)"
          + " ORDER BY hashint8extended(e.id, ?), e.id";
  private static final int FETCH = 500;

  /** Reads one row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  Optional<ImageRecord> find(int id) {
    return one(BY_ID, id, ImageRows::image);
  }

  Optional<StoredImage> findWithVector(int id) {
    return one(BY_ID_WITH_VECTOR, id, ImageRows::imageWithVector);
  }

  Optional<ImageRecord> findByPath(String path) {
    return one(BY_PATH, path, ImageRows::image);
  }

  Optional<ImageRecord> findByContent(String contentHash) {
    return one(BY_CONTENT, contentHash, ImageRows::image);
  }

  List<ImageRecord> list(ListQuery query) {
    FilterSql sql = FilterSql.of(query.filter());
    String page =
        "SELECT "
            + ImageRows.COLUMNS
            + FROM
            + sql.condition()
            + " AND e.id BETWEEN ? AND ? ORDER BY e.id "
            + (query.order() == ListQuery.Order.NEWEST ? "DESC" : "ASC")
            + " LIMIT ?";
    return connections.readLong(
        connection -> {
          List<ImageRecord> images = new ArrayList<>();
          try (PreparedStatement statement = sql.prepare(connection, page)) {
            int parameter = sql.parameters().size();
            statement.setLong(++parameter, query.least());
            statement.setLong(++parameter, query.greatest());
            statement.setInt(++parameter, query.limit());
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                images.add(ImageRows.image(rows));
              }
            }
          }
          return List.copyOf(images);
        });
  }

  private <T> Optional<T> one(String sql, Object parameter, Row<T> row) {
    return connections.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
            }
          }
        });
  }

  void scan(Filter filter, Consumer<StoredImage> consumer) {
    FilterSql sql = FilterSql.of(filter);
    connections.readLong(
        connection -> {
          try (PreparedStatement statement =
              sql.prepare(
                  connection,
                  "SELECT "
                      + ImageRows.COLUMNS_AND_VECTOR
                      + FROM
                      + sql.condition()
                      + " ORDER BY e.id")) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                consumer.accept(ImageRows.imageWithVector(rows));
              }
            }
          }
          return consumer;
        });
  }

  /** In the order of a hash of id and seed, which is as good as drawn. */
  List<StoredImage> sample(int count, long seed) {
    return connections.readLong(
        connection -> {
          List<StoredImage> images = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(DRAWN)) {
            statement.setLong(1, seed);
            statement.setInt(2, count);
            statement.setLong(3, seed);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                images.add(ImageRows.imageWithVector(rows));
              }
            }
          }
          return images;
        });
  }
}
