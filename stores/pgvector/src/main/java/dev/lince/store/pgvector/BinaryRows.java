package dev.lince.store.pgvector;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for COPY in its binary format (PostgreSQL's manual, the page of COPY; vectors as pgvector's
 * {@code vector_recv} reads them: dimension, zero, floats). Each row is begun, then its fields are
 * written in their order. For one thread.
 */
final class BinaryRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int OID_TEXT = 25;
  private static final long EPOCH_OF_POSTGRES =
      Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long MOST_MILLIS = Long.MAX_VALUE / 1000 / 2;

  private final short fields;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private final DataOutputStream out = new DataOutputStream(bytes);

  /**
   * @param fields of every row
   */
  BinaryRows(int fields) throws IOException {
    this.fields = (short) fields;
    out.write(SIGNATURE);
    out.writeInt(0);
    out.writeInt(0);
  }

  void beginRow() throws IOException {
    out.writeShort(fields);
  }

  /** Sends them, and ends. */
  void send(Connection connection, String table) throws SQLException, IOException {
    out.writeShort(-1);
    byte[] content = bytes.toByteArray();
    var in =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(table));
    try {
      in.writeToCopy(content, 0, content.length);
      in.endCopy();
    } finally {
      if (in.isActive()) {
        in.cancelCopy();
      }
    }
  }

  void writeNull() throws IOException {
    out.writeInt(-1);
  }

  void writeInt(int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  void writeLong(long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  void writeText(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  void writeBytes(byte[] content, int version) throws IOException {
    out.writeInt(1 + content.length);
    out.writeByte(version);
    out.write(content);
  }

  void writeVector(float[] vector) throws IOException {
    out.writeInt(2 * Short.BYTES + vector.length * Float.BYTES);
    out.writeShort(vector.length);
    out.writeShort(0);
    for (float value : vector) {
      out.writeFloat(value);
    }
  }

  /** In microseconds since 2000; what lies beyond PostgreSQL's calendar becomes its edge. */
  void writeInstant(@Nullable Instant instant) throws IOException {
    if (instant == null) {
      writeNull();
      return;
    }
    long millis = Math.clamp(instant.toEpochMilli(), -MOST_MILLIS, MOST_MILLIS);
    writeLong((millis - EPOCH_OF_POSTGRES) * 1000);
  }

  void writeTexts(Set<String> texts) throws IOException {
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
