package dev.lince.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the meta box of a HEIC or AVIF lists (ISO/IEC 23008-12 and 14496-12, section 8.11): items,
 * where their bytes lie, their properties, and how they refer to each other. Read and kept to
 * bounds, not judged.
 */
final class HeifItems {
  private static final int MAX_ITEMS = 10_000;

  /**
   * @param type four characters, for example {@code hvc1} or {@code grid}
   * @param properties in the order in which they apply
   * @param extents its bytes, in order; null where the file says them in a way not read here
   */
  record Item(
      long id, String type, List<IsoBox> properties, @Nullable List<ImageFile.Span> extents) {
    @Nullable IsoBox property(String name) {
      return properties.stream().filter(box -> box.type().equals(name)).findFirst().orElse(null);
    }
  }

  /** One list of references: {@code kind} from one item to others. */
  private record Reference(String kind, long from, List<Long> to) {}

  private final FileBytes bytes;
  private final List<IsoBox> boxes;
  private final Map<Long, String> types = new HashMap<>();
  private final Map<Long, List<IsoBox>> properties = new HashMap<>();
  private final Map<Long, List<ImageFile.Span>> extents = new HashMap<>();
  private final Set<Long> elsewhere = new HashSet<>();
  private final List<Reference> references = new ArrayList<>();
  private long extentBytes;

  /** Throws {@link ImageRefused.Corrupt} where the lists contradict the file's length. */
  HeifItems(FileBytes bytes, IsoBox meta) {
    this.bytes = bytes;
    this.boxes = meta.children(4);
    readTypes(required("iinf"));
    readProperties(required("iprp"));
    readLocations(required("iloc"));
    IsoBox iref = first(boxes, "iref");
    if (iref != null) {
      readReferences(iref);
    }
  }

  long primary() {
    IsoBox pitm = required("pitm");
    return pitm.number(4, pitm.version() == 0 ? 2 : 4);
  }

  /** An item that is listed; a file that speaks of others is broken. */
  Item item(long id) {
    String type = types.get(id);
    if (type == null) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "it speaks of an item %d that it does not list", id));
    }
    return new Item(
        id,
        type,
        properties.getOrDefault(id, List.of()),
        elsewhere.contains(id) ? null : extents.getOrDefault(id, List.of()));
  }

  /** The item of that type with the lowest number, or null. */
  @Nullable Item firstOfType(String type) {
    return types.entrySet().stream()
        .filter(entry -> entry.getValue().equals(type))
        .map(Map.Entry::getKey)
        .min(Long::compare)
        .map(this::item)
        .orElse(null);
  }

  /** The items that an item refers to. */
  List<Long> referredBy(String kind, long from) {
    return references.stream()
        .filter(reference -> reference.from == from && reference.kind.equals(kind))
        .flatMap(reference -> reference.to.stream())
        .toList();
  }

  /** The items that refer to an item. */
  List<Long> referringTo(String kind, long to) {
    return references.stream()
        .filter(reference -> reference.kind.equals(kind) && reference.to.contains(to))
        .map(Reference::from)
        .distinct()
        .toList();
  }

  private IsoBox required(String type) {
    IsoBox box = first(boxes, type);
    if (box == null) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "it has no %s, which says what it holds", type));
    }
    return box;
  }

  private static @Nullable IsoBox first(List<IsoBox> boxes, String type) {
    return boxes.stream().filter(box -> box.type().equals(type)).findFirst().orElse(null);
  }

  private void readTypes(IsoBox iinf) {
    for (IsoBox infe : iinf.children(iinf.version() == 0 ? 6 : 8)) {
      if (infe.type().equals("infe") && infe.version() >= 2) {
        int idBytes = infe.version() == 2 ? 2 : 4;
        types.put(infe.number(4, idBytes), infe.ascii(4 + idBytes + 2, 4));
      }
    }
  }

  private void readProperties(IsoBox iprp) {
    List<IsoBox> parts = iprp.children(0);
    IsoBox ipco = first(parts, "ipco");
    List<IsoBox> all = ipco == null ? List.of() : ipco.children(0);
    for (IsoBox ipma : parts) {
      if (ipma.type().equals("ipma")) {
        associate(ipma, all);
      }
    }
  }

  private void associate(IsoBox ipma, List<IsoBox> all) {
    int idBytes = ipma.version() == 0 ? 2 : 4;
    int indexBytes = (ipma.u8(3) & 1) != 0 ? 2 : 1;
    int mask = indexBytes == 2 ? 0x7fff : 0x7f;
    long entries = bounded(ipma.u32(4));
    int at = 8;
    for (long i = 0; i < entries; i++) {
      List<IsoBox> list =
          properties.computeIfAbsent(ipma.number(at, idBytes), id -> new ArrayList<>());
      int count = ipma.u8(at + idBytes);
      at += idBytes + 1;
      for (int j = 0; j < count; j++, at += indexBytes) {
        int index = (int) ipma.number(at, indexBytes) & mask;
        if (index >= 1 && index <= all.size()) {
          list.add(all.get(index - 1));
        }
      }
    }
  }

  private void readLocations(IsoBox iloc) {
    int version = iloc.version();
    int offsetBytes = iloc.u8(4) >> 4;
    int lengthBytes = iloc.u8(4) & 15;
    int baseBytes = iloc.u8(5) >> 4;
    int indexBytes = version == 0 ? 0 : iloc.u8(5) & 15;
    int idBytes = version < 2 ? 2 : 4;
    long count = bounded(iloc.number(6, idBytes));
    int at = 6 + idBytes;
    for (long i = 0; i < count; i++) {
      long id = iloc.number(at, idBytes);
      at += idBytes;
      int method = version == 0 ? 0 : iloc.u16(at) & 15;
      at += (version == 0 ? 0 : 2) + 2;
      long base = iloc.number(at, baseBytes);
      at += baseBytes;
      int parts = iloc.u16(at);
      at += 2;
      for (int j = 0; j < parts; j++) {
        at += indexBytes;
        long offset = iloc.number(at, offsetBytes);
        long length = iloc.number(at + offsetBytes, lengthBytes);
        at += offsetBytes + lengthBytes;
        locate(id, method, base + offset, length);
      }
    }
  }

  /** All bytes that a decoder would put together must lie in the file, and about once at most. */
  private void locate(long id, int method, long offset, long length) {
    if (method > 1) {
      elsewhere.add(id);
      return;
    }
    long from = offset;
    if (method == 1) {
      IsoBox idat = required("idat");
      if (offset < 0 || length < 0 || offset > idat.length() - length) {
        throw bytes.cutOff();
      }
      from += idat.from();
    }
    int start = bytes.checked(from, length);
    extentBytes += length;
    if (extentBytes > 2L * bytes.length()) {
      throw bytes.corrupt("its items take the same bytes again and again");
    }
    extents
        .computeIfAbsent(id, i -> new ArrayList<>())
        .add(new ImageFile.Span(start, (int) length));
  }

  private void readReferences(IsoBox iref) {
    int idBytes = iref.version() == 0 ? 2 : 4;
    for (IsoBox box : iref.children(4)) {
      int count = box.u16(idBytes);
      List<Long> to = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        to.add(box.number(idBytes + 2 + i * idBytes, idBytes));
      }
      references.add(new Reference(box.type(), box.number(0, idBytes), to));
    }
  }

  private long bounded(long count) {
    if (count > MAX_ITEMS) {
      throw bytes.corrupt(
          String.format(Locale.ROOT, "it lists %,d items, which no picture has", count));
    }
    return count;
  }
}
