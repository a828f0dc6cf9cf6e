package dev.lince.library;

import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.store.ImageStore;
import dev.lince.store.Notes;
import dev.lince.store.StoredImage;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of an embedder before it may write into a store that another program made: that
 * program wrote down nowhere which space its vectors are of. So they are taken to be of the space
 * that the settings name, and some of their files are embedded again to see whether that is so.
 */
public final class Adoption {
  private static final Logger log = LoggerFactory.getLogger(Adoption.class);

  private static final int MOST_ROWS = 300;
  private static final long SEED = 1;

  private final String expected;
  private final ImageStore store;
  private final RowComparison comparison;

  Adoption(LibrarySettings settings, ImageFolders folders, ImageStore store) {
    this.expected = settings.adoptedSpace();
    this.store = store;
    comparison = new RowComparison(folders, settings.maxBytes());
  }

  /**
   * Whether a store was made by another program, and no embedder of Lince's was found to fit it
   * yet. Then {@code visual} is refused, whoever asks for it.
   */
  public static boolean adoptedWithoutSpace(Notes notes) {
    return notes.find(Notes.ADOPTED).isPresent() && SpaceNote.find(notes).isEmpty();
  }

  /**
   * Makes sure that an embedder's vectors may stand beside those that are there. Writes nothing;
   * embeds a few pictures on the calling thread.
   *
   * @throws LibraryException.NotAdoptable where it is {@code visual}
   * @throws LibraryException.OtherSpace where it is of another space than the vectors seem to be
   */
  void check(Embedder embedder) {
    Space space = embedder.space();
    if (space.name().equals(VisualEmbedder.NAME)) {
      throw new LibraryException.NotAdoptable(
          "This database's table was made by another program, and visual never writes into such a table: start with CLIP (LINCE_EMBEDDER=clip or auto, with a model from the hub or in LINCE_MODEL), or give visual a database of its own.");
    }
    if (!space.name().equals(expected)) {
      throw new LibraryException.OtherSpace(
          "The vectors that another program wrote into this database are taken to be of %s, and this start would use %s: start with the model that made them, or, if that is this one, say so with LINCE_ADOPT_SPACE=%s."
              .formatted(expected, space.name(), space.name()));
    }
    OptionalInt dimension = store.dimension();
    if (dimension.isPresent() && dimension.getAsInt() != space.dimension()) {
      throw new LibraryException.OtherSpace(
          "The vectors of this database have %d dimensions, and those of %s have %d: start with the model that made them, and name it with LINCE_ADOPT_SPACE where it is not %s."
              .formatted(
                  dimension.getAsInt(),
                  space.name(),
                  space.dimension(),
                  LibrarySettings.PYTHON_SPACE));
    }
    compare(embedder);
  }

  private void compare(Embedder embedder) {
    List<StoredImage> rows = store.sample(MOST_ROWS, SEED);
    if (rows.isEmpty()) {
      return;
    }
    int compared = comparison.compare(rows, embedder);
    if (compared == 0) {
      log.warn(
          "Of {} rows that another program wrote none has an upright picture in the image folders, so nothing could be compared; they are taken to be of {}",
          rows.size(),
          expected);
    } else {
      log.info("{} rows that another program wrote are of {}, as expected", compared, expected);
    }
  }
}
