package dev.lince.image;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The primary picture of a HEIC or AVIF (ISO/IEC 23008-12, AV1 Image File Format): coded as a
 * whole, or a grid of coded tiles as telephones write it. What is walked here is all that libheif
 * would read, so that nothing is decoded whose size was not looked at.
 *
 * @param width as it is shown: turned and cropped as the file says, which libheif does itself
 * @param height as {@code width}
 * @param decodedPixels of the largest single picture that has to be decoded for it
 */
record HeifFile(FileBytes bytes, int width, int height, long decodedPixels, @Nullable Span exif)
    implements ImageFile {

  static HeifFile read(FileBytes bytes) {
    IsoBox meta =
        IsoBox.within(bytes, 0, bytes.length()).stream()
            .filter(box -> box.type().equals("meta"))
            .findFirst()
            .orElseThrow(() -> withoutMeta(bytes));
    return new Walk(bytes, new HeifItems(bytes, meta)).primary();
  }

  /** A box that reaches beyond the end is not among those found: then the file was cut. */
  private static ImageRefused withoutMeta(FileBytes bytes) {
    List<IsoBox> boxes = IsoBox.within(bytes, 0, bytes.length());
    boolean sequence = boxes.stream().anyMatch(box -> box.type().equals("moov"));
    return sequence ? bytes.corrupt("it is a video without a still picture") : bytes.cutOff();
  }

  private static final class Walk {
    private final FileBytes bytes;
    private final HeifItems items;
    private long largest;
    private long tiles;

    Walk(FileBytes bytes, HeifItems items) {
      this.bytes = bytes;
      this.items = items;
    }

    HeifFile primary() {
      HeifItems.Item primary = items.item(items.primary());
      measure(primary, 0);
      for (long alpha : items.referringTo("auxl", primary.id())) {
        measure(items.item(alpha), 0);
      }
      HeifGeometry shown = HeifGeometry.of(bytes, primary);
      return new HeifFile(
          bytes, shown.width(), shown.height(), Math.max(largest, tiles / 2), exif());
    }

    /**
     * An identity stands for a grid or a coded picture, a grid for coded ones: nothing goes round.
     */
    private void measure(HeifItems.Item item, int depth) {
      HeifGeometry.Size said = HeifGeometry.said(bytes, item);
      largest = Math.max(largest, said.pixels());
      switch (item.type()) {
        case "hvc1", "av01" -> measureCoded(item, said);
        case "iden" -> measureParts(item, depth, 1);
        case "grid" -> {
          measureGrid(item);
          measureParts(item, depth, 2);
        }
        default ->
            throw new ImageRefused.NotAnImage(
                String.format(
                    Locale.ROOT,
                    "The content is a picture of the HEIF family that is coded as «%s»; Lince"
                        + " reads HEIC and AVIF.",
                    printable(item.type())));
      }
    }

    private void measureParts(HeifItems.Item item, int depth, int rank) {
      if (depth >= rank) {
        throw bytes.corrupt("its picture is made of pictures that are made of others");
      }
      for (long part : items.referredBy("dimg", item.id())) {
        measure(items.item(part), rank);
      }
    }

    /** The canvas that a grid's own bytes say (section 6.6.2.3.2). */
    private void measureGrid(HeifItems.Item item) {
      byte[] grid = content(item);
      if (grid.length < 8) {
        throw bytes.cutOff();
      }
      boolean wide = (grid[1] & 1) != 0;
      BitReader sides = new BitReader(grid, 4, grid.length);
      largest = Math.max(largest, sides.bits(wide ? 32 : 16) * sides.bits(wide ? 32 : 16));
    }

    private void measureCoded(HeifItems.Item item, HeifGeometry.Size said) {
      CodedSize coded = new CodedSize();
      byte[] content = content(item);
      IsoBox hvcC = item.property("hvcC");
      IsoBox av1C = item.property("av1C");
      if (item.type().equals("hvc1") && hvcC != null) {
        coded.addHevcProperty(hvcC);
        coded.addHevcUnits(content, (hvcC.u8(21) & 3) + 1);
      } else if (item.type().equals("av01") && av1C != null) {
        coded.addAv1Units(bytes.array(), Math.min(av1C.from() + 4, av1C.to()), av1C.to());
        coded.addAv1Units(content, 0, content.length);
      } else {
        throw bytes.corrupt("it does not say how its picture is coded");
      }
      if (coded.pixels() == 0) {
        throw bytes.corrupt("its coded data do not say a size");
      }
      largest = Math.max(largest, coded.pixels());
      tiles += Math.max(said.pixels(), coded.pixels());
    }

    private byte[] content(HeifItems.Item item) {
      List<Span> extents = item.extents();
      if (extents == null) {
        throw bytes.corrupt("its picture's data lie within another part");
      }
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      for (Span extent : extents) {
        content.write(bytes.array(), extent.from(), extent.length());
      }
      return content.toByteArray();
    }

    private @Nullable Span exif() {
      HeifItems.Item item = items.firstOfType("Exif");
      List<Span> extents = item == null ? null : item.extents();
      if (extents == null || extents.size() != 1 || extents.getFirst().length() < 4) {
        return null;
      }
      Span extent = extents.getFirst();
      long skipped = 4 + bytes.u32Big(extent.from());
      return skipped > extent.length()
          ? null
          : new Span((int) (extent.from() + skipped), (int) (extent.length() - skipped));
    }

    private static String printable(String type) {
      return type.replaceAll("[^ -~]", "?");
    }
  }
}
