package dev.lince.store.pgvector;

import dev.lince.image.AverageColour;
import dev.lince.store.NewImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Sends images into a table of the session. */
final class StagingRows {
  private static final String MAKE =
      "CREATE TEMPORARY TABLE IF NOT EXISTS lince_staging (ord INTEGER, path TEXT COLLATE \"C\","
          + " image_path TEXT, embedding VECTOR, content_hash TEXT, media_type TEXT, bytes BIGINT,"
          + " width INTEGER, height INTEGER, modified TIMESTAMPTZ, taken TIMESTAMPTZ, tags TEXT[],"
          + " metadata JSONB, colour INTEGER) ON COMMIT DELETE ROWS";
  private static final int FIELDS = 14;
  private static final int JSONB_VERSION = 1;
  private static final JsonMapper JSON = new JsonMapper();

  private StagingRows() {}

  /** Sends them in their order, which {@code ord} keeps; they are there until the commit. */
  static void copy(Connection connection, List<NewImage> images, PathSpelling spelling)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(MAKE);
    }
    try {
      BinaryRows rows = new BinaryRows(FIELDS);
      for (int i = 0; i < images.size(); i++) {
        write(rows, i, images.get(i), spelling);
      }
      rows.send(connection, "lince_staging");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void write(BinaryRows rows, int ord, NewImage image, PathSpelling spelling)
      throws IOException {
    rows.beginRow();
    rows.writeInt(ord);
    rows.writeText(image.path());
    rows.writeText(spelling.imagePathOf(image.path()));
    rows.writeVector(image.vector());
    rows.writeText(image.contentHash());
    rows.writeText(image.type().name());
    rows.writeLong(image.bytes());
    rows.writeInt(image.width());
    rows.writeInt(image.height());
    rows.writeInstant(image.modified());
    rows.writeInstant(image.taken());
    rows.writeTexts(image.tags());
    rows.writeBytes(JSON.writeValueAsBytes(image.metadata()), JSONB_VERSION);
    AverageColour colour = image.colour();
    if (colour == null) {
      rows.writeNull();
    } else {
      rows.writeInt(colour.rgb());
    }
  }
}
