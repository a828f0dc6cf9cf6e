package dev.lince.app.http.images;

import dev.lince.app.http.Room;
import dev.lince.app.thumbnails.ThumbnailCache;
import dev.lince.image.ImageDecoder;
import java.util.List;
import java.util.Map;

/** The calls that list, add, change and take out pictures. */
public final class ImageRoom {
  private ImageRoom() {}

  /**
   * The room.
   *
   * @param thumbnails closed by who made it, after the server
   * @param decoder reads where pictures were taken
   * @param exposeGps whether that is told
   * @param maxBytes of a file that is read into memory
   */
  public static Room of(
      LibraryAccess access,
      ThumbnailCache thumbnails,
      ImageDecoder decoder,
      boolean exposeGps,
      long maxBytes) {
    Originals originals = new Originals(access, maxBytes);
    return new Room(
        List.of(
            ImagesController.class,
            AdditionController.class,
            BulkController.class,
            ThumbnailController.class,
            TrashController.class),
        Map.of(
            "libraryAccess",
            access,
            "visibleImages",
            new VisibleImages(access),
            "originals",
            originals,
            "placeTaken",
            new PlaceTaken(originals, decoder, exposeGps),
            "thumbnailCache",
            thumbnails));
  }
}
