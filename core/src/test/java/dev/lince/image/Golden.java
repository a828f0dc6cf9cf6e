package dev.lince.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pictures that the reference (Pillow) decoded, with the hashes of what it saw. */
final class Golden {
  /**
   * @param name of the file, for example {@code jpeg-420.jpg}
   * @param uprightHash SHA-256 of the upright raster, as hexadecimal digits
   */
  record Picture(
      String name, String format, int width, int height, int orientation, String uprightHash) {
    byte[] bytes() {
      return Golden.bytes("images/" + name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @param mustBeRefused or else what is there may be shown
   */
  record BadFile(String name, boolean mustBeRefused) {
    byte[] bytes() {
      return Golden.bytes("bad/" + name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Golden() {}

  static List<Picture> pictures() {
    return rows("expected.json", "images")
        .map(
            row ->
                new Picture(
                    nameOf(row),
                    row.get("format").asString(),
                    row.get("width").asInt(),
                    row.get("height").asInt(),
                    row.get("orientation").asInt(),
                    row.get("upright_rgb_sha256").asString()))
        .toList();
  }

  static Picture picture(String name) {
    return pictures().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  static List<BadFile> badFiles() {
    return rows("bad.json", "bad")
        .map(row -> new BadFile(nameOf(row), row.get("expected").asString().equals("rejected")))
        .toList();
  }

  static byte[] bytes(String path) {
    try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + path)) {
      if (stream == null) {
        throw new IllegalArgumentException("There is no golden file " + path + ".");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<JsonNode> rows(String file, String list) {
    JsonNode rows = JsonMapper.shared().readTree(bytes(file)).get(list);
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static String nameOf(JsonNode row) {
    String path = row.get("file").asString();
    return path.substring(path.indexOf('/') + 1);
  }
}
