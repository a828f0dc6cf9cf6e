package dev.lince.store.pgvector;

import dev.lince.store.NewImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends images into a table of the session by COPY in its binary format (PostgreSQL's manual, the
 * page of COPY; vectors as pgvector's {@code vector_recv} reads them: dimension, zero, floats).
 */
final class StagingRows {
  private static final String MAKE =
      "CREATE TEMPORARY TABLE IF NOT EXISTS lince_staging (ord INTEGER, path TEXT COLLATE \"C\","
          + " image_path TEXT, embedding VECTOR, content_hash TEXT, media_type TEXT, bytes BIGINT,"
          + " width INTEGER, height INTEGER, modified TIMESTAMPTZ, taken TIMESTAMPTZ, tags TEXT[],"
          + " metadata JSONB) ON COMMIT DELETE ROWS";
  private static final String COPY = "COPY lince_staging FROM STDIN (FORMAT binary)";
  private static final short FIELDS = 13;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int OID_TEXT = 25;
  private static final int JSONB_VERSION = 1;
  private static final long EPOCH_OF_POSTGRES =
      Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long MOST_MILLIS = Long.MAX_VALUE / 1000 / 2;
  private static final JsonMapper JSON = new JsonMapper();

  private final PathSpelling spelling;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private final DataOutputStream out = new DataOutputStream(bytes);

  private StagingRows(PathSpelling spelling) {
    this.spelling = spelling;
  }

  /** Sends them in their order, which {@code ord} keeps; they are there until the commit. */
  static void copy(Connection connection, List<NewImage> images, PathSpelling spelling)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(MAKE);
    }
    StagingRows rows = new StagingRows(spelling);
    byte[] content = rows.encode(images);
    var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      in.writeToCopy(content, 0, content.length);
      in.endCopy();
    } finally {
      if (in.isActive()) {
        in.cancelCopy();
      }
    }
  }

  private byte[] encode(List<NewImage> images) {
    try {
      out.write(SIGNATURE);
      out.writeInt(0);
      out.writeInt(0);
      for (int i = 0; i < images.size(); i++) {
        write(i, images.get(i));
      }
      out.writeShort(-1);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void write(int ord, NewImage image) throws IOException {
    out.writeShort(FIELDS);
    writeInt(ord);
    writeText(image.path());
    writeText(spelling.imagePathOf(image.path()));
    writeVector(image.vector());
    writeText(image.contentHash());
    writeText(image.type().name());
    writeLong(image.bytes());
    writeInt(image.width());
    writeInt(image.height());
    writeInstant(image.modified());
    writeInstant(image.taken());
    writeTexts(image.tags());
    writeBytes(JSON.writeValueAsBytes(image.metadata()), JSONB_VERSION);
  }

  private void writeInt(int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private void writeLong(long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private void writeText(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private void writeBytes(byte[] content, int version) throws IOException {
    out.writeInt(1 + content.length);
    out.writeByte(version);
    out.write(content);
  }

  private void writeVector(float[] vector) throws IOException {
    out.writeInt(2 * Short.BYTES + vector.length * Float.BYTES);
    out.writeShort(vector.length);
    out.writeShort(0);
    for (float value : vector) {
      out.writeFloat(value);
    }
  }

  /** In microseconds since 2000; what lies beyond PostgreSQL's calendar becomes its edge. */
  private void writeInstant(@Nullable Instant instant) throws IOException {
    if (instant == null) {
      out.writeInt(-1);
      return;
    }
    long millis = Math.clamp(instant.toEpochMilli(), -MOST_MILLIS, MOST_MILLIS);
    writeLong((millis - EPOCH_OF_POSTGRES) * 1000);
  }

  private void writeTexts(Set<String> texts) throws IOException {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(array);
    fields.writeInt(texts.isEmpty() ? 0 : 1);
    fields.writeInt(0);
    fields.writeInt(OID_TEXT);
    if (!texts.isEmpty()) {
      fields.writeInt(texts.size());
      fields.writeInt(1);
    }
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      fields.writeInt(utf8.length);
      fields.write(utf8);
    }
    out.writeInt(array.size());
    array.writeTo(out);
  }
}
