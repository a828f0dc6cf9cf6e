package dev.lince.app.config;

import dev.lince.image.DecodeMode;
import dev.lince.image.DecoderChoice;
import dev.lince.image.ImageLimits;
import dev.lince.library.ImageFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may be set, bound once at the start and checked.
 *
 * @param database where it is; null for the embedded store
 * @param allowedOrigins as browsers send them: lower case, no path, no implied port
 * @param similarityThreshold 0 to 1
 * @param port 1 to 65535
 * @param host a name or address, an IPv6 one without brackets
 * @param basePath under which a proxy shows it: empty, or with a slash at its beginning and none at
 *     its end
 * @param images at least one, apart from each other and from {@code data}
 * @param exclude globs, each known to compile, for names or for paths below an image folder
 * @param data absolute; may not be there yet
 * @param model absolute, a folder that is there; null where none was named
 * @param limits of pictures that are read
 * @param threads how many images are embedded at once, at least 1
 * @param metrics whether {@code /metrics} answers
 * @param thumbnailSpace of the thumbnails on disk, in bytes; 0 keeps none
 * @param exposeGps whether answers may say where a picture was taken
 * @param network what strangers may take of the server
 * @param access who may do what
 */
public record Settings(
    @Nullable DatabaseSettings database,
    List<String> allowedOrigins,
    double similarityThreshold,
    LogLevel logLevel,
    int port,
    String host,
    String basePath,
    List<ImageFolder> images,
    List<String> exclude,
    Path data,
    EmbedderChoice embedder,
    @Nullable Path model,
    DecodeMode decode,
    DecoderChoice decoder,
    ImageLimits limits,
    int threads,
    LogFormat logFormat,
    boolean metrics,
    long thumbnailSpace,
    boolean exposeGps,
    NetworkLimits network,
    AccessSettings access) {

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

  /** Where the hashes of keys are. */
  public Path keyFile() {
    return data.resolve("keys.json");
  }

  /** Where thumbnails are kept. */
  public Path thumbnails() {
    return data.resolve("thumbnails");
  }

  /** Where {@code serve} says whom the command line may ask. */
  public Path serverFile() {
    return data.resolve("server.json");
  }
}
