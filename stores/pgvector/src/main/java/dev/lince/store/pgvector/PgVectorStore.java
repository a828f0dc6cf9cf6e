package dev.lince.store.pgvector;

import dev.lince.store.Filter;
import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.LabelChange;
import dev.lince.store.Ledger;
import dev.lince.store.ListQuery;
import dev.lince.store.NearestQuery;
import dev.lince.store.NewImage;
import dev.lince.store.NextSpace;
import dev.lince.store.Notes;
import dev.lince.store.StoreException;
import dev.lince.store.StoredImage;
import dev.lince.store.Upserted;
import dev.lince.store.VectorRules;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A store in a PostgreSQL database, for any number of processes at a time and beside other programs
 * that use its table {@code image_embeddings}. Its lag is 0: what a writing method returned from is
 * committed, and found by every search that begins afterwards, in whatever process.
 *
 * <p>Searches among more than two thousand matching images are approximate, by pgvector's HNSW
 * index: there each of the 10 nearest is missing with a probability of less than 3 %
 * (docs/performance.md has what was measured). Everything else is exact: similarities, the order of
 * equal ones, filters, counts, and that k hits come back while k match.
 *
 * <p>Vectors have at most 2,000 dimensions, which is what the index takes.
 */
public final class PgVectorStore implements ImageStore {
  private final Connections connections;
  private final Claims claims;
  private final Dimension dimension;
  private final Writer writer;
  private final Images images;
  private final SearchEffort effort;
  private final IndexInUse index;
  private final IndexBuild build;
  private final TableNextSpace nextSpace;

  PgVectorStore(Connections connections, Opened opened, SearchEffort effort, InstantSource clock) {
    this.connections = connections;
    this.effort = effort;
    index = opened.index();
    build = opened.build();
    claims = new Claims(connections);
    dimension = new Dimension(connections, build);
    writer = new Writer(connections, dimension, opened.spelling(), clock);
    images = new Images(connections);
    nextSpace = new TableNextSpace(connections, opened.choice());
  }

  /**
   * Opens the store of a database; what is missing of extension, tables and indexes is made.
   *
   * @throws StoreException.Unavailable where the server cannot be reached in time
   * @throws StoreException.Unreadable where it refuses, or what is there cannot be used
   */
  public static PgVectorStore open(PgVectorSettings settings) {
    return Opening.open(settings, InstantSource.system(), null);
  }

  /**
   * Opens the store of a database if it is there, and makes nothing.
   *
   * @return empty where Lince has no tables there
   * @throws StoreException.Unavailable where the server cannot be reached in time
   * @throws StoreException.Unreadable where it refuses, or what is there cannot be used
   */
  public static Optional<PgVectorStore> openExisting(PgVectorSettings settings) {
    return Opening.openExisting(settings);
  }

  @Override
  public OptionalInt dimension() {
    requireSameSpace();
    return dimension.find();
  }

  /** What is known already is not asked of the database again, and may be of another space. */
  private void requireSameSpace() {
    connections.read(connection -> connection);
  }

  @Override
  public List<Upserted> upsert(List<NewImage> batch) {
    List<NewImage> copy = List.copyOf(batch);
    if (copy.isEmpty()) {
      return List.of();
    }
    List<Upserted> results = writer.upsert(copy);
    if (results.stream().anyMatch(Upserted.Refused.class::isInstance)) {
      requireSameSpace();
    }
    return results;
  }

  @Override
  public int delete(Collection<Integer> ids, AfterDelete ledger) {
    return ids.isEmpty() ? 0 : writer.delete(ids, ledger);
  }

  @Override
  public int label(Collection<Integer> ids, LabelChange change) {
    return ids.isEmpty() ? 0 : writer.label(ids, change);
  }

  @Override
  public Optional<ImageRecord> find(int id) {
    return images.find(id);
  }

  @Override
  public Optional<StoredImage> findWithVector(int id) {
    return images.findWithVector(id);
  }

  @Override
  public Optional<ImageRecord> findByPath(String path) {
    return images.findByPath(path);
  }

  @Override
  public Optional<ImageRecord> findByContent(String contentHash) {
    return images.findByContent(contentHash);
  }

  @Override
  public List<ImageRecord> list(ListQuery query) {
    return images.list(query);
  }

  @Override
  public List<Hit> search(NearestQuery query) {
    OptionalInt decided = dimension.find();
    VectorRules.whyRefused(query.vector(), decided)
        .ifPresent(
            why -> {
              requireSameSpace();
              throw new StoreException.VectorRefused(why);
            });
    if (decided.isEmpty()) {
      requireSameSpace();
      return List.of();
    }
    int values = decided.getAsInt();
    return connections.read(
        connection ->
            new NearestSearch(connection, query, effort, index.find(connection, values)).hits());
  }

  @Override
  public void scan(Filter filter, Consumer<StoredImage> consumer) {
    images.scan(filter, consumer);
  }

  @Override
  public List<StoredImage> sample(int count, long seed) {
    return images.sample(count, seed);
  }

  @Override
  public long count(Filter filter) {
    FilterSql sql = FilterSql.of(filter);
    return connections.readLong(
        connection -> {
          try (PreparedStatement statement =
                  sql.prepare(
                      connection,
                      "SELECT count(*) FROM %s WHERE %s".formatted(sql.from(), sql.condition()));
              var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  @Override
  public Ledger ledger() {
    return new TableLedger(connections, claims);
  }

  @Override
  public Notes notes() {
    return new TableNotes(connections);
  }

  @Override
  public NextSpace nextSpace() {
    return nextSpace;
  }

  @Override
  public void ping() {
    connections.pulse().check();
  }

  /** Builds the index that is asked for, in the background. */
  void buildIndex() throws SQLException {
    build.start(connections.unlimited(), index::forget);
  }

  /** The index that searches go by; empty where all images are compared. */
  Optional<VectorIndex> index() {
    int values = dimension.find().orElse(0);
    return connections.read(connection -> index.find(connection, values));
  }

  /** Ends all connections; what runs on them is given up. */
  @Override
  public void close() {
    build.close();
    connections.close();
    claims.close();
  }
}
