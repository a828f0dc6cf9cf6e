package dev.lince.store.pgvector;

import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore.AfterDelete;
import dev.lince.store.LabelChange;
import dev.lince.store.LedgerEntry;
import dev.lince.store.NewImage;
import dev.lince.store.Upserted;
import dev.lince.store.VectorRules;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** All that changes images. Safe for use by several threads and processes. */
final class Writer {
  /** A transaction holds its locks for as long as it takes; HNSW takes some ms a vector. */
  private static final int MOST_IN_ONE_TRANSACTION = 500;

  private static final String LOCKED =
      "SELECT "
          + ImageRows.COLUMNS
          + " FROM image_embeddings e"
          + FilterSql.DESCRIPTION
          + " WHERE e.id = ANY(?) ORDER BY e.id FOR UPDATE OF e";

  private static final String RELABEL =
      "UPDATE lince_images SET tags = ARRAY(SELECT DISTINCT tag FROM unnest(tags || ?::text[]) tag"
          + " WHERE tag <> ALL (?::text[]) ORDER BY tag),"
          + " metadata = (metadata || ?::jsonb) - ?::text[] WHERE id = ANY(?)";

  private final Connections connections;
  private final Dimension dimension;
  private final PathSpelling spelling;
  private final InstantSource clock;

  Writer(Connections connections, Dimension dimension, PathSpelling spelling, InstantSource clock) {
    this.connections = connections;
    this.dimension = dimension;
    this.spelling = spelling;
    this.clock = clock;
  }

  List<Upserted> upsert(List<NewImage> batch) {
    Upserted[] results = new Upserted[batch.size()];
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    OptionalInt required = dimension.find();
    for (int i = 0; i < batch.size(); i++) {
      NewImage image = batch.get(i);
      Optional<String> refusal = whyRefused(image, required);
      if (refusal.isEmpty() && required.isEmpty()) {
        required = OptionalInt.of(dimension.decide(image.vector().length));
        // Another process may have decided otherwise.
        refusal = whyRefused(image, required);
      }
      if (refusal.isPresent()) {
        results[i] = new Upserted.Refused(image.path(), refusal.get());
      } else {
        places.computeIfAbsent(image.path(), path -> new ArrayList<>()).add(i);
      }
    }
    Map<String, Upserted> outcomes = new HashMap<>();
    List<NewImage> images = places.values().stream().map(of -> merged(batch, of)).toList();
    for (int from = 0; from < images.size(); from += MOST_IN_ONE_TRANSACTION) {
      int to = Math.min(images.size(), from + MOST_IN_ONE_TRANSACTION);
      store(images.subList(from, to), outcomes);
    }
    places.forEach(
        (path, of) -> report(Objects.requireNonNull(outcomes.get(path), path), of, results));
    return List.of(results);
  }

  private Optional<String> whyRefused(NewImage image, OptionalInt required) {
    if (image.vector().length > Dimension.MOST) {
      return Optional.of(
          "The vector has %d dimensions; the index of pgvector allows %d."
              .formatted(image.vector().length, Dimension.MOST));
    }
    if (!PathSpelling.pathOf(spelling.imagePathOf(image.path())).equals(image.path())) {
      return Optional.of("The path is not in Unicode's form NFC.");
    }
    return VectorRules.whyRefused(image.vector(), required);
  }

  /** What remains where a path comes more than once: the last, with the tags it came with first. */
  private static NewImage merged(List<NewImage> batch, List<Integer> places) {
    NewImage first = batch.get(places.getFirst());
    NewImage last = batch.get(places.getLast());
    return places.size() == 1
        ? first
        : new NewImage(
            last.path(),
            last.contentHash(),
            last.type(),
            last.bytes(),
            last.width(),
            last.height(),
            last.colour(),
            last.modified(),
            last.taken(),
            first.tags(),
            first.metadata(),
            last.vector());
  }

  private void store(List<NewImage> images, Map<String, Upserted> outcomes) {
    try {
      outcomes.putAll(
          connections.write(
              connection -> {
                try {
                  return new Upsert(connection, spelling).store(images, clock.instant());
                } catch (SQLException failure) {
                  if (DatabaseFailure.isOfContent(failure)) {
                    throw new ContentRefused(failure);
                  }
                  throw failure;
                }
              }));
    } catch (ContentRefused refused) {
      separate(images, refused, outcomes);
    }
  }

  /** Something in a batch cannot be stored. */
  private static final class ContentRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String reason;

    ContentRefused(SQLException failure) {
      super(failure);
      reason = "The database cannot store it: " + DatabaseFailure.said(failure);
    }
  }

  /** Finds by halves which of them it was; the others go in. */
  private void separate(
      List<NewImage> images, ContentRefused refused, Map<String, Upserted> outcomes) {
    if (images.size() == 1) {
      String path = images.getFirst().path();
      outcomes.put(path, new Upserted.Refused(path, refused.reason));
      return;
    }
    int half = images.size() / 2;
    store(images.subList(0, half), outcomes);
    store(images.subList(half, images.size()), outcomes);
  }

  private static void report(Upserted outcome, List<Integer> places, Upserted[] results) {
    for (int place : places) {
      results[place] =
          switch (outcome) {
            case Upserted.Refused refused -> refused;
            case Upserted.Stored(String path, int id, boolean created) ->
                new Upserted.Stored(path, id, created && place == places.getFirst());
          };
    }
  }

  int delete(Collection<Integer> ids, AfterDelete ledger) {
    Integer[] wanted = ids.stream().distinct().sorted().toArray(Integer[]::new);
    return connections.write(
        connection -> {
          List<ImageRecord> images = lock(connection, wanted);
          Integer[] found = images.stream().map(ImageRecord::id).toArray(Integer[]::new);
          deleteFrom(connection, "image_embeddings", found);
          deleteFrom(connection, "lince_images", found);
          switch (ledger) {
            case FORGET ->
                TableLedger.remove(connection, images.stream().map(ImageRecord::path).toList());
            case REMEMBER_REMOVED ->
                TableLedger.put(connection, images.stream().map(LedgerEntry::removed).toList());
          }
          return found.length;
        });
  }

  int label(Collection<Integer> ids, LabelChange change) {
    Integer[] wanted = ids.stream().distinct().sorted().toArray(Integer[]::new);
    return connections.write(
        connection -> {
          Integer[] described =
              lock(connection, wanted).stream()
                  .filter(ImageRecord::isDescribed)
                  .map(ImageRecord::id)
                  .toArray(Integer[]::new);
          try (PreparedStatement statement = connection.prepareStatement(RELABEL)) {
            statement.setArray(1, texts(connection, change.addTags()));
            statement.setArray(2, texts(connection, change.removeTags()));
            statement.setString(3, ImageRows.json(change.putMetadata()));
            statement.setArray(4, texts(connection, change.removeMetadata()));
            statement.setArray(5, connection.createArrayOf("int4", described));
            statement.executeUpdate();
          }
          return described.length;
        });
  }

  private static Array texts(Connection connection, Set<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private static List<ImageRecord> lock(Connection connection, Integer[] ids) throws SQLException {
    List<ImageRecord> images = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCKED)) {
      statement.setArray(1, connection.createArrayOf("int4", ids));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          images.add(ImageRows.image(rows));
        }
      }
    }
    return images;
  }

  private static void deleteFrom(Connection connection, String table, Integer[] ids)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM %s WHERE id = ANY(?)".formatted(table))) {
      statement.setArray(1, connection.createArrayOf("int4", ids));
      statement.executeUpdate();
    }
  }
}
