package dev.lince.app.engine;

import dev.lince.app.config.EmbedderChoice;
import dev.lince.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code lince reembed} asks of the server that has the library open: a file in the data
 * folder, which only those may write who may write the library itself. It stays until the work is
 * over, so that a server that was killed goes on with it.
 *
 * @param embedder of the other space
 * @param model its folder; null for the one of the hub
 * @param leaveOut whether pictures that cannot be read leave the library, however many
 * @param dropFormer instead of all that, to drop the vectors of the space before the last switch
 */
public record ReembedRequest(
    EmbedderChoice embedder, @Nullable String model, boolean leaveOut, boolean dropFormer) {
  private static final Logger log = LoggerFactory.getLogger(ReembedRequest.class);
  private static final JsonMapper JSON = new JsonMapper();

  /** Where it lies. */
  public static Path file(Settings settings) {
    return settings.data().resolve("reembed.json");
  }

  /** What the file asks for; empty where there is none. */
  static Optional<ReembedRequest> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), ReembedRequest.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      log.warn("{} is no request that Lince understands: {}", file, unreadable.toString());
      remove(file);
      return Optional.empty();
    }
  }

  /** Writes it whole. */
  public void write(Path file) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(whole, JSON.writeValueAsBytes(this));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Takes the file away. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      log.warn("{} cannot be removed: {}", file, stays.toString());
    }
  }
}
