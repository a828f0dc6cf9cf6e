package dev.lince.app.config;

import dev.lince.image.DecodeMode;
import dev.lince.image.ImageLimits;
import dev.lince.library.ImageFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may be set, bound once at the start and checked.
 *
 * @param databaseUrl as written, with its password; null for the embedded store
 * @param allowedOrigins as browsers send them: lower case, no path, no implied port
 * @param similarityThreshold 0 to 1
 * @param port 1 to 65535
 * @param host a name or address, an IPv6 one without brackets
 * @param images at least one, apart from each other and from {@code data}
 * @param exclude globs, each known to compile, for names or for paths below an image folder
 * @param data absolute; may not be there yet
 * @param model absolute, a folder that is there; null where none was named
 * @param limits of pictures that are read
 * @param threads how many images are embedded at once, at least 1
 */
public record Settings(
    @Nullable String databaseUrl,
    List<String> allowedOrigins,
    double similarityThreshold,
    LogLevel logLevel,
    int port,
    String host,
    List<ImageFolder> images,
    List<String> exclude,
    Path data,
    EmbedderChoice embedder,
    @Nullable Path model,
    DecodeMode decode,
    ImageLimits limits,
    int threads) {

  /** Copies the collections. */
  public Settings {
    allowedOrigins = List.copyOf(allowedOrigins);
    images = List.copyOf(images);
    exclude = List.copyOf(exclude);
  }

  /**
   * Binds and checks every variable, and looks whether the folders are there.
   *
   * @throws SettingRefused for the first value that is not allowed
   */
  public static Settings bind(Sources sources) {
    return new SettingsBinder(sources).bindAndLookAtFolders();
  }

  /**
   * As {@link #bind}, without a look at the image folders and the data folder: for commands that
   * neither read the ones nor write to the other.
   *
   * @throws SettingRefused for the first value that is not allowed
   */
  public static Settings bindForReading(Sources sources) {
    return new SettingsBinder(sources).bind();
  }

  /**
   * Stops where a database is asked for, which this version cannot use.
   *
   * @throws SettingRefused without the URL, which has a password in it
   */
  public void refuseDatabase() {
    if (databaseUrl != null) {
      throw new SettingRefused(
          "DATABASE_URL is set, and this version of Lince has its embedded store only; unset it, or"
              + " put DATABASE_URL= in front of the command.");
    }
  }

  /** Where {@code serve} says whom the command line may ask. */
  public Path serverFile() {
    return data.resolve("server.json");
  }

  /** Without the database URL, which has a password in it. */
  @Override
  public String toString() {
    return ("Settings[databaseUrl=%s, allowedOrigins=%s, similarityThreshold=%s, logLevel=%s,"
            + " port=%s, host=%s, images=%s, exclude=%s, data=%s, embedder=%s, model=%s,"
            + " decode=%s, limits=%s, threads=%s]")
        .formatted(
            databaseUrl == null ? "unset" : "***",
            allowedOrigins,
            similarityThreshold,
            logLevel,
            port,
            host,
            images,
            exclude,
            data,
            embedder,
            model,
            decode,
            limits,
            threads);
  }
}
