package dev.lince.store.pgvector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of the table that is being built, under names of their own until it takes the other
 * one's place. Which they are to be is read from that one each time, so that an index that someone
 * makes or drops there meanwhile is here too, or is not.
 */
final class NextIndexes {
  private static final Logger log = LoggerFactory.getLogger(NextIndexes.class);
  private static final String NAME = "lince_next_index_";

  private final Connection connection;
  private final List<TableIndex> wanted;

  NextIndexes(Connection connection, VectorIndexChoice choice, int dimension) throws SQLException {
    this.connection = connection;
    boolean adopted =
        Sql.truth(connection, "SELECT EXISTS (SELECT 1 FROM lince_notes WHERE name = 'adopted')");
    List<TableIndex> found =
        TableIndex.of(connection, NextTable.ACTIVE).stream().filter(TableIndex::valid).toList();
    wanted = choice.of(found, dimension, adopted);
  }

  /** An index that is wanted, and the name under which it is there. */
  record Made(TableIndex wanted, String name) {}

  /** Those that are there, each with its name to be. */
  List<Made> made() throws SQLException {
    List<Made> made = new ArrayList<>();
    for (TableIndex index : found()) {
      wanted.stream()
          .filter(index::isLike)
          .filter(want -> made.stream().noneMatch(other -> other.wanted().equals(want)))
          .findFirst()
          .filter(_ -> index.valid())
          .ifPresent(want -> made.add(new Made(want, index.name())));
    }
    return made;
  }

  private List<TableIndex> found() throws SQLException {
    return TableIndex.of(connection, NextTable.NEXT);
  }

  private List<TableIndex> missing(boolean ofVectors) throws SQLException {
    List<TableIndex> missing = new ArrayList<>(wanted);
    made().forEach(made -> missing.remove(made.wanted()));
    missing.removeIf(index -> index.isOfVectors() != ofVectors);
    return missing;
  }

  boolean hasAllOfVectors() throws SQLException {
    return missing(true).isEmpty();
  }

  /** Makes those that cost little, also while rows are there already. */
  void makeCheapOnes() throws SQLException {
    make(missing(false), "");
  }

  /** Makes those of the vectors in this transaction, which takes some ms a row. */
  void makeThoseOfVectors() throws SQLException {
    dropUnfinished();
    make(missing(true), "");
  }

  /** The same without keeping others from writing; not in a transaction. */
  void makeThoseOfVectorsBesideWriters() throws SQLException {
    dropUnfinished();
    List<TableIndex> missing = missing(true);
    if (!missing.isEmpty()) {
      log.info("Building the index of the new vectors, minutes for each 100,000 pictures");
      make(missing, "CONCURRENTLY");
      log.info("The index of the new vectors is there");
    }
  }

  /** What a build that was cut off has left behind, and what nobody wants any more. */
  private void dropUnfinished() throws SQLException {
    Set<String> made = new HashSet<>();
    made().forEach(index -> made.add(index.name()));
    for (TableIndex index : found()) {
      if (!made.contains(index.name())) {
        Sql.run(connection, "DROP INDEX " + index.name());
      }
    }
  }

  private void make(List<TableIndex> missing, String how) throws SQLException {
    for (TableIndex index : missing) {
      Sql.run(
          connection,
          "CREATE %s INDEX %s %s ON %s USING %s"
              .formatted(
                  index.unique() ? "UNIQUE" : "",
                  how,
                  freeName(),
                  NextTable.NEXT,
                  index.definition()));
    }
  }

  private String freeName() throws SQLException {
    Set<String> taken = new HashSet<>();
    found().forEach(index -> taken.add(index.name()));
    int number = 1;
    while (taken.contains(NAME + number)) {
      number++;
    }
    return NAME + number;
  }
}
