package dev.lince.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The boxes of a CR3 that hold JPEGs: a thumbnail and a preview in boxes of Canon's own, and a
 * track whose one sample is a JPEG of full size.
 *
 * @param notes of the directories that Canon keeps in boxes of their own
 */
record CanonBoxes(List<ImageFile.Span> previews, Exif notes) {
  private static final int UUID = 16;

  /** Sizes and other numbers stand before the JPEG. */
  private static final int BEFORE_JPEG = 32;

  static CanonBoxes of(FileBytes bytes) {
    List<ImageFile.Span> previews = new ArrayList<>();
    Exif notes = Exif.NONE;
    for (IsoBox box : IsoBox.within(bytes, 0, bytes.length())) {
      if (box.type().equals("uuid") && box.length() > UUID + 8) {
        addJpegs(box.children(UUID + 8), previews);
      }
      if (box.type().equals("moov")) {
        for (IsoBox part : box.children(0)) {
          switch (part.type()) {
            case "uuid" -> {
              List<IsoBox> own = part.children(UUID);
              addJpegs(own, previews);
              notes = notes.orElse(notes(own));
            }
            case "trak" -> addTrack(part, previews);
            default -> {}
          }
        }
      }
    }
    return new CanonBoxes(previews, notes);
  }

  private static void addJpegs(List<IsoBox> boxes, List<ImageFile.Span> previews) {
    for (IsoBox box : boxes) {
      if (box.type().equals("PRVW") || box.type().equals("THMB")) {
        for (int at = 0; at < Math.min(BEFORE_JPEG, box.length() - 3); at++) {
          if (box.ascii(at, 3).equals("\u00ff\u00d8\u00ff")) {
            previews.add(new ImageFile.Span(box.from() + at, box.length() - at));
            break;
          }
        }
      }
    }
  }

  private static void addTrack(IsoBox track, List<ImageFile.Span> previews) {
    IsoBox table = track;
    for (String name : List.of("mdia", "minf", "stbl")) {
      table = table == null ? null : child(table, name);
    }
    IsoBox sizes = table == null ? null : child(table, "stsz");
    IsoBox narrow = table == null ? null : child(table, "stco");
    IsoBox wide = table == null ? null : child(table, "co64");
    IsoBox offsets = wide == null ? narrow : wide;
    if (sizes == null || offsets == null || sizes.u32(8) != 1 || offsets.u32(4) != 1) {
      return;
    }
    long same = sizes.u32(4);
    long length = same == 0 ? sizes.u32(12) : same;
    long from = offsets.number(8, wide == null ? 4 : 8);
    previews.add(new ImageFile.Span(track.bytes().checked(from, length), (int) length));
  }

  private static Exif notes(List<IsoBox> boxes) {
    Exif notes = Exif.NONE;
    for (IsoBox box : boxes) {
      notes = notes.orElse(notesIn(box));
    }
    return notes;
  }

  private static Exif notesIn(IsoBox box) {
    TiffDirectory.Layout layout = TiffDirectory.Layout.of(box.bytes(), box.from());
    if (layout == null) {
      return Exif.NONE;
    }
    try {
      return switch (box.type()) {
        case "CMT1" -> TiffNotes.of(layout.directory(layout.firstDirectoryAt()));
        case "CMT2" ->
            new Exif(
                null, TiffNotes.takenOrNull(layout.directory(layout.firstDirectoryAt())), null);
        case "CMT4" ->
            new Exif(
                null, null, TiffNotes.positionOrNull(layout.directory(layout.firstDirectoryAt())));
        default -> Exif.NONE;
      };
    } catch (ImageRefused | ArithmeticException broken) {
      return Exif.NONE;
    }
  }

  private static @Nullable IsoBox child(IsoBox box, String type) {
    return box.children(0).stream()
        .filter(part -> part.type().equals(type))
        .findFirst()
        .orElse(null);
  }
}
