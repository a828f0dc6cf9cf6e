package dev.lince.image;

import java.util.Comparator;
import java.util.List;

/**
 * A camera's raw file, of which Lince reads the JPEG that the camera put into it: the largest one
 * that is whole and within the limits. The sensor's own data are not looked at.
 *
 * @param preview that JPEG, as a file of its own
 * @param notes of the preview, and of the raw file where the preview says nothing
 */
record RawFile(FileBytes bytes, JpegFile preview, Exif notes) implements ImageFile {
  /** Damaged ones among the largest are passed over, but not without end. */
  private static final int TRIES = 4;

  @Override
  public int width() {
    return preview.width();
  }

  @Override
  public int height() {
    return preview.height();
  }

  static RawFile read(FileBytes bytes, ImageLimits limits) {
    RawPreviews previews = RawPreviews.of(bytes);
    List<RawPreviews.Preview> largestFirst =
        previews.found().stream()
            .filter(preview -> preview.pixels() > 0)
            .sorted(Comparator.comparingLong(RawPreviews.Preview::pixels).reversed())
            .toList();
    if (largestFirst.isEmpty()) {
      throw new ImageRefused.NotAnImage(
          "The content is a camera raw picture without a JPEG in it, which is all that Lince reads"
              + " of such files; develop it, and keep the JPEG beside it.");
    }
    List<RawPreviews.Preview> allowed =
        largestFirst.stream().filter(p -> p.pixels() <= limits.maxPixels()).limit(TRIES).toList();
    JpegFile preview = firstWhole(allowed.isEmpty() ? largestFirst.subList(0, 1) : allowed);
    return new RawFile(bytes, preview, Exif.of(preview).orElse(previews.notes()));
  }

  private static JpegFile firstWhole(List<RawPreviews.Preview> previews) {
    ImageRefused.Corrupt damage = null;
    for (RawPreviews.Preview preview : previews) {
      try {
        return JpegFile.read(preview.copy());
      } catch (ImageRefused.Corrupt damaged) {
        damage = damage == null ? damaged : damage;
      }
    }
    throw damage == null ? new IllegalArgumentException("There is no preview to try.") : damage;
  }
}
