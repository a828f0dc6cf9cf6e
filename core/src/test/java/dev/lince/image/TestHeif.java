package dev.lince.image;

import dev.lince.prerequisite.Prerequisite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Builds a HEIC or AVIF around the coded data of another one: turned, as a grid, or hostile. */
final class TestHeif {
  private record Property(String type, byte[] body) {}

  private record Item(int id, String type, List<Integer> properties, byte[] content) {}

  private record Reference(String type, int from, List<Integer> to) {}

  private final boolean avif;
  private final String codedType;
  private final Property configuration;
  private final byte[] coded;
  private final List<Property> properties = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private int primary = 1;

  /** With the coded picture of a file. */
  TestHeif(byte[] file, ImageType type) {
    avif = type == ImageType.AVIF;
    FileBytes bytes = new FileBytes(file, type);
    IsoBox meta =
        IsoBox.within(bytes, 0, file.length).stream()
            .filter(box -> box.type().equals("meta"))
            .findFirst()
            .orElseThrow();
    HeifItems all = new HeifItems(bytes, meta);
    HeifItems.Item item = all.item(all.primary());
    codedType = item.type();
    IsoBox box = Objects.requireNonNull(item.property(avif ? "av1C" : "hvcC"));
    configuration = new Property(box.type(), Arrays.copyOfRange(file, box.from(), box.to()));
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Objects.requireNonNull(item.extents())
        .forEach(span -> content.write(file, span.from(), span.length()));
    coded = content.toByteArray();
  }

  /** Ends the test where the system has no libheif. */
  static void requireLibrary() {
    Prerequisite.require(
        Libheif.find(Libheif.NAMES).isPresent(),
        "no libheif: install it, on Debian with apt install libheif1.");
  }

  static byte[] bytes(String name) {
    try (InputStream stream = TestHeif.class.getResourceAsStream("/heif/" + name)) {
      if (stream == null) {
        throw new IllegalArgumentException("There is no picture " + name + ".");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A coded item that claims a size; returns its number. */
  int coded(int width, int height, Integer... more) {
    List<Integer> list = new ArrayList<>(List.of(property(configuration), size(width, height)));
    list.addAll(List.of(more));
    return item(codedType, list, coded);
  }

  int grid(int rows, int columns, int width, int height, List<Integer> tiles) {
    ByteBuffer body = ByteBuffer.allocate(12).put((byte) 0).put((byte) 1);
    body.put((byte) (rows - 1)).put((byte) (columns - 1)).putInt(width).putInt(height);
    int grid = item("grid", List.of(size(width, height)), body.array());
    refer("dimg", grid, tiles);
    return grid;
  }

  int item(String type, List<Integer> list, byte[] content) {
    items.add(new Item(items.size() + 1, type, list, content));
    return items.size();
  }

  void refer(String type, int from, List<Integer> to) {
    references.add(new Reference(type, from, to));
  }

  void primary(int id) {
    primary = id;
  }

  int size(int width, int height) {
    return property(
        new Property(
            "ispe", ByteBuffer.allocate(12).putInt(0).putInt(width).putInt(height).array()));
  }

  /** A property of a few bytes, for example {@code irot} with one. */
  int property(String type, int... body) {
    byte[] bytes = new byte[body.length];
    for (int i = 0; i < body.length; i++) {
      bytes[i] = (byte) body[i];
    }
    return property(new Property(type, bytes));
  }

  private int property(Property property) {
    properties.add(property);
    return properties.size();
  }

  byte[] build() {
    byte[] ftyp =
        box("ftyp", ascii(avif ? "avif\0\0\0\0avifmif1miaf" : "heic\0\0\0\0mif1heicmiaf"));
    int metaLength = meta(0).length;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(ftyp);
    file.writeBytes(meta(ftyp.length + metaLength + 8));
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    items.forEach(item -> data.writeBytes(item.content));
    file.writeBytes(box("mdat", data.toByteArray()));
    return file.toByteArray();
  }

  private byte[] meta(int dataAt) {
    ByteArrayOutputStream meta = new ByteArrayOutputStream();
    meta.writeBytes(new byte[4]);
    meta.writeBytes(box("hdlr", ascii("\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0")));
    meta.writeBytes(
        box("pitm", ByteBuffer.allocate(6).putInt(0).putShort((short) primary).array()));
    meta.writeBytes(box("iloc", locations(dataAt)));
    ByteArrayOutputStream infos = new ByteArrayOutputStream();
    infos.writeBytes(ByteBuffer.allocate(6).putInt(0).putShort((short) items.size()).array());
    for (Item item : items) {
      ByteBuffer infe = ByteBuffer.allocate(13).putInt(2 << 24).putShort((short) item.id);
      infos.writeBytes(box("infe", infe.putShort((short) 0).put(ascii(item.type)).array()));
    }
    meta.writeBytes(box("iinf", infos.toByteArray()));
    ByteArrayOutputStream links = new ByteArrayOutputStream();
    links.writeBytes(new byte[4]);
    for (Reference reference : references) {
      ByteBuffer body = ByteBuffer.allocate(4 + 2 * reference.to.size());
      body.putShort((short) reference.from).putShort((short) reference.to.size());
      reference.to.forEach(to -> body.putShort(to.shortValue()));
      links.writeBytes(box(reference.type, body.array()));
    }
    meta.writeBytes(box("iref", links.toByteArray()));
    meta.writeBytes(box("iprp", properties()));
    return box("meta", meta.toByteArray());
  }

  private byte[] locations(int dataAt) {
    ByteBuffer iloc = ByteBuffer.allocate(8 + 14 * items.size()).putInt(0);
    iloc.put((byte) 0x44).put((byte) 0).putShort((short) items.size());
    int at = dataAt;
    for (Item item : items) {
      iloc.putShort((short) item.id).putShort((short) 0).putShort((short) 1);
      iloc.putInt(at).putInt(item.content.length);
      at += item.content.length;
    }
    return iloc.array();
  }

  private byte[] properties() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    properties.forEach(property -> all.writeBytes(box(property.type, property.body)));
    ByteArrayOutputStream ipma = new ByteArrayOutputStream();
    ipma.writeBytes(ByteBuffer.allocate(8).putInt(0).putInt(items.size()).array());
    for (Item item : items) {
      ipma.writeBytes(ByteBuffer.allocate(2).putShort((short) item.id).array());
      ipma.write(item.properties.size());
      item.properties.forEach(ipma::write);
    }
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(box("ipco", all.toByteArray()));
    both.writeBytes(box("ipma", ipma.toByteArray()));
    return both.toByteArray();
  }

  private static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(ascii(type))
        .put(body)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
