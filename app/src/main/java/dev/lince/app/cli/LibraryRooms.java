package dev.lince.app.cli;

import dev.lince.app.config.Settings;
import dev.lince.app.http.Room;
import dev.lince.app.http.images.ImageRoom;
import dev.lince.app.http.images.LibraryAccess;
import dev.lince.app.thumbnails.ThumbnailCache;
import dev.lince.image.ImageDecoder;
import dev.lince.image.Thumbnailer;

/** What the HTTP side has of the library beside the calls that are always there. */
final class LibraryRooms {
  private LibraryRooms() {}

  /** Closed by who asks, after the server. */
  static ThumbnailCache thumbnails(Settings settings) {
    return ThumbnailCache.open(
        settings.thumbnails(),
        settings.thumbnailSpace(),
        new Thumbnailer(settings.limits(), settings.decoder()),
        settings.threads());
  }

  static Room images(LibraryAccess access, Settings settings, ThumbnailCache thumbnails) {
    return ImageRoom.of(
        access,
        thumbnails,
        new ImageDecoder(settings.limits(), settings.decode(), settings.decoder()),
        settings.exposeGps(),
        settings.limits().maxBytes());
  }
}
