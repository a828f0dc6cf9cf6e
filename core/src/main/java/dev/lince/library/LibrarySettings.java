package dev.lince.library;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a library is made of.
 *
 * @param folders each there and readable, with names that differ; only a lone one may have no name
 * @param exclude globs of what is passed over; see {@code LINCE_EXCLUDE}
 * @param maxBytes of an image file; larger ones are refused unread
 * @param vanished what becomes of the images of files that are gone
 * @param adoptedSpace the name of the space, as {@link dev.lince.embed.Space#name}, that vectors
 *     are of which another program wrote; see {@code LINCE_ADOPT_SPACE}
 * @param data the folder whose {@code uploads}, {@code incoming} and {@code trash} are for pictures
 *     that are added and taken out; need not be there; null for a library that does neither
 */
public record LibrarySettings(
    List<ImageFolder> folders,
    List<String> exclude,
    long maxBytes,
    Vanished vanished,
    String adoptedSpace,
    @Nullable Path data) {
  /** The space of the vectors that the Python backend wrote. */
  public static final String PYTHON_SPACE = "openai/clip-vit-base-patch32";

  /** What is passed over unless someone says otherwise. */
  public static final List<String> DEFAULT_EXCLUDE =
      List.of(".*", "@eaDir", "node_modules", "Thumbs.db");

  /** Of a library that is alone on its store: what has no file any more leaves it. */
  public LibrarySettings(List<ImageFolder> folders, List<String> exclude, long maxBytes) {
    this(folders, exclude, maxBytes, Vanished.LEAVES, PYTHON_SPACE);
  }

  /** Of a library to which nothing is added but by its folders. */
  public LibrarySettings(
      List<ImageFolder> folders,
      List<String> exclude,
      long maxBytes,
      Vanished vanished,
      String adoptedSpace) {
    this(folders, exclude, maxBytes, vanished, adoptedSpace, null);
  }

  /** Copies the lists. */
  public LibrarySettings {
    folders = List.copyOf(folders);
    exclude = List.copyOf(exclude);
    if (folders.size() > 1 && folders.stream().anyMatch(folder -> folder.name().isEmpty())) {
      throw new IllegalArgumentException("Of several image folders each needs a name.");
    }
  }
}
