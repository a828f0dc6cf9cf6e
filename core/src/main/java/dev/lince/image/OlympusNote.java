package dev.lince.image;

import org.jspecify.annotations.Nullable;

/** Where Olympus (OM System) says in its maker's note that a preview lies. */
final class OlympusNote {
  private static final int CAMERA_SETTINGS = 0x2020;
  private static final int PREVIEW_START = 0x101;
  private static final int PREVIEW_LENGTH = 0x102;

  private OlympusNote() {}

  /** Null for notes of other makers. Offsets in newer notes count from the note's beginning. */
  static ImageFile.@Nullable Span preview(TiffDirectory.Layout file, ImageFile.Span note) {
    FileBytes bytes = file.bytes();
    int directoryAt;
    if (bytes.hasAscii(note.from(), "OLYMPUS\0")) {
      directoryAt = 12;
    } else if (bytes.hasAscii(note.from(), "OM SYSTEM\0")) {
      directoryAt = 16;
    } else {
      return null;
    }
    TiffDirectory.Layout own =
        new TiffDirectory.Layout(bytes, note.from(), file.littleEndian(), false);
    TiffDirectory notes = own.directory(directoryAt);
    TiffDirectory settings = own.directory(notes.number(CAMERA_SETTINGS, 0));
    long from = note.from() + settings.number(PREVIEW_START, 0);
    long length = settings.number(PREVIEW_LENGTH, 0);
    return length < 1 ? null : new ImageFile.Span(bytes.checked(from, length), (int) length);
  }
}
