package dev.lince.library;

import java.util.List;

/**
 * What a library is made of.
 *
 * @param folders each there and readable, with names that differ; only a lone one may have no name
 * @param exclude globs of what is passed over; see {@code LINCE_EXCLUDE}
 * @param maxBytes of an image file; larger ones are refused unread
 */
public record LibrarySettings(List<ImageFolder> folders, List<String> exclude, long maxBytes) {
  /** What is passed over unless someone says otherwise. */
  public static final List<String> DEFAULT_EXCLUDE =
      List.of(".*", "@eaDir", "node_modules", "Thumbs.db");

  /** Copies the lists. */
  public LibrarySettings {
    folders = List.copyOf(folders);
    exclude = List.copyOf(exclude);
    if (folders.size() > 1 && folders.stream().anyMatch(folder -> folder.name().isEmpty())) {
      throw new IllegalArgumentException("Of several image folders each needs a name.");
    }
  }
}
