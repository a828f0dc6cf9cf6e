package dev.lince.app.http.images;

import dev.lince.app.http.Room;
import java.util.List;
import java.util.Map;

/** The calls that list, add, change and take out pictures. */
public final class ImageRoom {
  private ImageRoom() {}

  public static Room of(LibraryAccess access) {
    return new Room(
        List.of(
            ImagesController.class,
            AdditionController.class,
            BulkController.class,
            TrashController.class),
        Map.of("libraryAccess", access, "visibleImages", new VisibleImages(access)));
  }
}
