package dev.lince.library;

import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files behind the library's paths, as far as they may be shown. */
final class LibraryFiles {
  private static final Logger log = LoggerFactory.getLogger(LibraryFiles.class);

  private final ImageFolders folders;
  private final Exclusions exclusions;
  private final @Nullable LibraryPlaces places;

  /**
   * @param places that Lince keeps for itself; null where it has none
   */
  LibraryFiles(ImageFolders folders, Exclusions exclusions, @Nullable LibraryPlaces places) {
    this.folders = folders;
    this.exclusions = exclusions;
    this.places = places;
  }

  /** As {@link Library#file}. */
  Optional<LibraryFile> find(String path) {
    return folders
        .find(path)
        .filter(file -> !isExcluded(path, file))
        .flatMap(LibraryFiles::picture);
  }

  private boolean isExcluded(String path, Path file) {
    return folders.all().stream()
            .filter(folder -> file.startsWith(folder.folder()))
            .anyMatch(folder -> exclusions.matchesAnywhere(folder.folder().relativize(file)))
        || (places != null
            && folders.owner(path).filter(folder -> places.isOutOf(folder, file)).isPresent());
  }

  private static Optional<LibraryFile> picture(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Optional<ImageType> type = ImageDecoder.typeOf(in.readNBytes(ImageDecoder.SIGNATURE_BYTES));
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return type.map(
          known ->
              new LibraryFile(
                  file, known, attributes.size(), attributes.lastModifiedTime().toInstant()));
    } catch (IOException unreadable) {
      log.warn("{} cannot be read: {}", file, unreadable.toString());
      return Optional.empty();
    }
  }
}
