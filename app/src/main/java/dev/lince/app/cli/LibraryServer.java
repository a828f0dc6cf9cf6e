package dev.lince.app.cli;

import dev.lince.app.config.CallerKey;
import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import dev.lince.app.engine.CommandLibrary;
import dev.lince.app.engine.Stores;
import dev.lince.app.http.HttpSettings;
import dev.lince.app.http.WebServer;
import dev.lince.app.http.keys.KeyRoom;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KeyFile;
import dev.lince.app.keys.KnownKey;
import dev.lince.app.keys.Right;
import dev.lince.app.observe.Observers;
import dev.lince.app.thumbnails.ThumbnailCache;
import dev.lince.store.ImageStore;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The server that a command asks for pictures: the one that runs on the data folder; where none
 * does, one of the command's own, so that both ways do the same. That one listens on a free port of
 * this machine, for as long as the command takes, and answers only to a key that it made up.
 */
final class LibraryServer implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  private final Closing opened;
  private final Calls calls;
  private final long maxBytes;

  private LibraryServer(Closing opened, Calls calls, long maxBytes) {
    this.maxBytes = maxBytes;
    this.opened = opened;
    this.calls = calls;
  }

  /** What a command does with the library. */
  enum Use {
    /** It takes pictures in, and makes the library where there is none. */
    ADDS,
    /** It brings pictures back, which needs the model. */
    RESTORES,
    /** It needs no model. */
    READS_OR_LABELS
  }

  /**
   * Finds the server, or starts one.
   *
   * @param settings bound without a look at the folders
   * @throws CommandFailed where there is no library yet, and {@code use} makes none
   */
  static LibraryServer open(Settings settings, Sources sources, Use use) {
    Optional<RunningServer> running =
        RunningServer.find(settings.serverFile(), CallerKey.of(sources));
    return running.isPresent()
        ? new LibraryServer(
            Closing.withTheProcess(), running.get().calls(), settings.limits().maxBytes())
        : own(Settings.bind(sources), use);
  }

  private static LibraryServer own(Settings settings, Use use) {
    if (use != Use.ADDS) {
      requireLibrary(settings);
    }
    CallerKey key = new CallerKey(HexFormat.of().formatHex(random()));
    Closing opened = Closing.withTheProcess();
    try {
      CommandLibrary library =
          opened.own(CommandLibrary.open(settings, use != Use.READS_OR_LABELS));
      ThumbnailCache thumbnails = opened.own(LibraryRooms.thumbnails(settings));
      AccessKeys keys =
          new AccessKeys(
              List.of(KnownKey.given(Right.WRITE, key.secret())), new KeyFile(settings.keyFile()));
      WebServer web =
          opened.own(
              WebServer.start(
                  httpSettings(settings),
                  new CommandBackend(library),
                  Observers.NONE,
                  LibraryRooms.images(library::ask, settings, thumbnails),
                  KeyRoom.of(keys, true)));
      URI url = URI.create("http://127.0.0.1:" + web.port());
      return new LibraryServer(
          opened, new Calls(url, Optional.of(key)), settings.limits().maxBytes());
    } catch (RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  private static void requireLibrary(Settings settings) {
    Optional<ImageStore> store = Stores.openExisting(settings);
    store.orElseThrow(() -> OwnIndex.noLibrary(settings)).close();
  }

  private static byte[] random() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private static HttpSettings httpSettings(Settings settings) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        List.of(),
        0,
        settings.limits().maxBytes(),
        Serving.limits(settings.network()));
  }

  Calls calls() {
    return calls;
  }

  /** Of a picture, as the settings of this command have it. */
  long maxBytes() {
    return maxBytes;
  }

  /** Ends the command's own server. */
  @Override
  public void close() {
    opened.close();
  }
}
