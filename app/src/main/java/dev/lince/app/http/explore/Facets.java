package dev.lince.app.http.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be filtered by, as {@code GET /api/v1/facets} says it.
 *
 * @param folders at any depth, each with all that is below it, by name
 * @param tags the most used first
 * @param types the most frequent first
 * @param taken null where no picture says when it was taken
 * @param added null where there is none
 * @param complete whether all pictures were counted, and all folders and tags are here
 */
record Facets(
    List<Folder> folders,
    List<Tag> tags,
    List<Type> types,
    @Nullable Span taken,
    @Nullable Span added,
    boolean complete) {

  /** A folder as the filter takes it. */
  record Folder(String folder, int images) {}

  /** A tag. */
  record Tag(String tag, int images) {}

  /** A media type. */
  record Type(String type, int images) {}

  /** Dates in ISO 8601, both of them those of a picture. */
  record Span(String from, String to) {}
}
