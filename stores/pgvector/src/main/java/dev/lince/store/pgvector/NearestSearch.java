package dev.lince.store.pgvector;

import com.pgvector.PGvector;
import dev.lince.store.Hit;
import dev.lince.store.NearestQuery;
import dev.lince.store.PageEnd;
import dev.lince.store.Similarity;
import dev.lince.store.StoredImage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One search, in one transaction.
 *
 * <ol>
 *   <li>The matching images are counted, up to the number that is compared one by one.
 *   <li>Where there are no more, or there is no index, all of them are compared; otherwise the
 *       index proposes candidates (HNSW: Malkov and Yashunin, arXiv 1603.09320).
 *   <li>All are compared, too, where the index comes back short.
 *   <li>Vectors that are not unit vectors, which the index orders wrongly, are candidates always.
 *   <li>Similarities are computed from the stored floats. Where the last candidate is as similar as
 *       the last hit, equal ones of lower ids may be missing: then more candidates are asked for.
 * </ol>
 */
final class NearestSearch {
  private static final String NOT_UNIT = "abs(vector_norm(e.embedding) - 1) > 0.001";

  /** Leaves out what belongs to the pages before, but for what may be as similar as their last. */
  private static final String BEHIND = " AND (e.embedding <=> ?::vector) >= ?";

  /** Of similarities, to six decimals, and of pgvector's sums of floats. */
  private static final double ROUNDING = 1e-5;

  private static final int MORE = 8;

  /** Of more equally similar images than these, any may be the hits. */
  private static final int MOST_CANDIDATES = 20_000;

  private final Connection connection;
  private final NearestQuery query;
  private final SearchEffort effort;
  private final Optional<VectorIndex> index;
  private final FilterSql filter;
  private final PGvector vector;

  NearestSearch(
      Connection connection, NearestQuery query, SearchEffort effort, Optional<VectorIndex> index) {
    this.connection = connection;
    this.query = query;
    this.effort = effort;
    this.index = index;
    filter = FilterSql.of(query.filter());
    vector = new PGvector(query.vector());
  }

  List<Hit> hits() throws SQLException {
    Counted counted = count();
    if (counted.matching() == 0) {
      return List.of();
    }
    boolean few = counted.matching() <= effort.compareAll();
    boolean filtered = !filter.parameters().isEmpty();
    if (few || index.isEmpty() || effort.mayStarve(query.depth(), filtered)) {
      return oneByOne();
    }
    return byIndex(index.get(), counted.notUnit());
  }

  /** Of those that were found, in their order. */
  private List<Hit> page(List<Hit> ranked) {
    return ranked.stream()
        .filter(hit -> query.admits(hit.similarity(), hit.image().id()))
        .limit(query.k())
        .toList();
  }

  private record Counted(int matching, int notUnit) {}

  private Counted count() throws SQLException {
    int most = effort.compareAll() + 1;
    String matching =
        "SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT %d) few"
            .formatted(filter.from(), filter.condition(), most);
    String notUnit =
        "SELECT count(*) FROM (SELECT 1 FROM image_embeddings e WHERE %s LIMIT %d) few"
            .formatted(NOT_UNIT, most);
    try (PreparedStatement statement =
            filter.prepare(connection, "SELECT (%s), (%s)".formatted(matching, notUnit));
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new Counted(rows.getInt(1), rows.getInt(2));
    }
  }

  private List<Hit> byIndex(VectorIndex usable, int notUnit) throws SQLException {
    boolean cosine = usable.operator().equals("<=>");
    if (!cosine && notUnit > effort.compareAll()) {
      return oneByOne();
    }
    List<StoredImage> always = cosine || notUnit == 0 ? List.of() : notUnit();
    Transaction.set(connection, effort.settings(query.depth()));
    for (int asked = effort.candidates(query.depth()); ; asked = more(asked)) {
      List<StoredImage> candidates = candidates(usable.order(), asked);
      if (candidates.size() < asked) {
        return compareAll();
      }
      candidates.addAll(always);
      List<Hit> ranked = ranked(candidates);
      List<Hit> page = page(ranked);
      if (page.size() < query.k() && ranked.getLast().similarity() >= query.minSimilarity()) {
        return compareAll();
      }
      if (asked == mostCandidates() || !mayHideHits(ranked.get(asked - 1), page)) {
        return page;
      }
    }
  }

  /** Undoes what keeps the planner to the index. */
  private List<Hit> compareAll() throws SQLException {
    Map<String, String> settings = new HashMap<>(effort.settings(query.depth()));
    settings.keySet().removeIf(name -> !name.startsWith("enable_"));
    settings.replaceAll((name, off) -> "on");
    Transaction.set(connection, settings);
    return oneByOne();
  }

  private List<Hit> oneByOne() throws SQLException {
    String order = "(e.embedding <=> ?::vector) + 0";
    for (int asked = effort.candidates(query.k()); ; asked = more(asked)) {
      List<StoredImage> candidates = candidates(order, asked);
      List<Hit> ranked = ranked(candidates);
      List<Hit> page = page(ranked);
      if (candidates.size() < asked
          || asked == mostCandidates()
          || !mayHideHits(ranked.get(asked - 1), page)) {
        return page;
      }
    }
  }

  private int more(int asked) {
    return Math.min(MORE * asked, mostCandidates());
  }

  private int mostCandidates() {
    return Math.max(MOST_CANDIDATES, effort.candidates(query.depth()));
  }

  /** Whether the last candidate is as similar as the last hit, or there are too few hits. */
  private boolean mayHideHits(Hit lastCandidate, List<Hit> page) {
    double last = page.size() < query.k() ? query.minSimilarity() : page.getLast().similarity();
    return lastCandidate.similarity() >= last;
  }

  private List<StoredImage> candidates(String order, int most) throws SQLException {
    boolean exact = order.endsWith("+ 0");
    PageEnd after = exact ? query.after() : null;
    String near =
        "SELECT e.id, e.image_path, e.embedding FROM %s WHERE %s%s ORDER BY %s%s LIMIT ?"
            .formatted(
                filter.from(),
                filter.condition(),
                after == null ? "" : BEHIND,
                order,
                exact ? ", e.id" : "");
    String sql =
        "WITH e AS MATERIALIZED (%s) SELECT %s FROM e%s"
            .formatted(near, ImageRows.COLUMNS_AND_VECTOR, FilterSql.DESCRIPTION);
    try (PreparedStatement statement = filter.prepare(connection, sql)) {
      int next = filter.parameters().size() + 1;
      if (after != null) {
        statement.setObject(next++, vector);
        statement.setDouble(next++, 1 - after.similarity() - ROUNDING);
      }
      statement.setObject(next, vector);
      statement.setInt(next + 1, most);
      return read(statement);
    }
  }

  private List<StoredImage> notUnit() throws SQLException {
    String sql =
        "SELECT %s FROM image_embeddings e%s WHERE (%s) AND %s"
            .formatted(
                ImageRows.COLUMNS_AND_VECTOR, FilterSql.DESCRIPTION, filter.condition(), NOT_UNIT);
    try (PreparedStatement statement = filter.prepare(connection, sql)) {
      return read(statement);
    }
  }

  private static List<StoredImage> read(PreparedStatement statement) throws SQLException {
    List<StoredImage> images = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        images.add(ImageRows.imageWithVector(rows));
      }
    }
    return images;
  }

  private List<Hit> ranked(List<StoredImage> candidates) {
    Map<Integer, Hit> hits = new HashMap<>();
    for (StoredImage candidate : candidates) {
      double similarity = Similarity.of(query.vector(), candidate.vector());
      hits.put(candidate.image().id(), new Hit(candidate.image(), similarity));
    }
    return hits.values().stream().sorted(Hit.ORDER).toList();
  }
}
