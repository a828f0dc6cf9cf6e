package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.NextSpace;
import dev.lince.store.NextVector;
import dev.lince.store.SpaceSwitch;
import dev.lince.store.StoreException;
import dev.lince.store.StoredImage;
import dev.lince.store.VectorRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.jspecify.annotations.Nullable;

/**
 * The index that is to follow the one that is searched, in a directory of its own: at first images
 * with their new vectors only, at the switch all that the other one has.
 *
 * <p>Safe for use by several threads; closed by the store.
 */
final class IndexNextSpace implements NextSpace, AutoCloseable {
  /** The note that keeps the label; no part of the library's notes. */
  private static final String LABEL = "next-space";

  private static final int MAX_DIMENSION = KnnVectorsFormat.DEFAULT_MAX_DIMENSIONS;

  private final Index active;
  private final IndexSpaces spaces;
  private final int number;
  private @Nullable Index index;

  /**
   * @param number of the index that is searched
   */
  IndexNextSpace(Index active, IndexSpaces spaces, int number) {
    this.active = active;
    this.spaces = spaces;
    this.number = number + 1;
  }

  @Override
  public synchronized Optional<String> label() {
    requireCurrent();
    return find().flatMap(IndexNextSpace::labelOf);
  }

  private static Optional<String> labelOf(Index next) {
    return next.read(searcher -> new Lookup(searcher).note(LABEL));
  }

  @Override
  public synchronized void begin(String label, int dimension) {
    active.requireWritable();
    requireCurrent();
    if (dimension > MAX_DIMENSION) {
      throw new StoreException.Unreadable(
          "The vectors of this model have %d dimensions; the embedded store allows %d."
              .formatted(dimension, MAX_DIMENSION),
          null);
    }
    if (find().flatMap(IndexNextSpace::labelOf).filter(label::equals).isPresent()) {
      return;
    }
    abandon();
    Index begun = Index.open(spaces.directory(number));
    index = begun;
    begun.write(
        changes -> {
          changes.putNote(LABEL, label);
          changes.decideDimension(dimension);
          return label;
        });
  }

  @Override
  public synchronized long count() {
    requireCurrent();
    return find()
        .map(next -> next.read(searcher -> (long) searcher.count(FilterQuery.ofImages())))
        .orElse(0L);
  }

  @Override
  public synchronized List<ImageRecord> missing(int afterId, int limit) {
    Index next = begun();
    List<ImageRecord> missing = new ArrayList<>();
    active.read(
        searcher ->
            next.read(
                built -> {
                  Lookup there = new Lookup(built);
                  new ImageScan(searcher)
                      .recordsAfter(
                          afterId,
                          image -> {
                            if (!has(there, image)) {
                              missing.add(image);
                            }
                            return missing.size() < limit;
                          });
                  return missing;
                }));
    return List.copyOf(missing);
  }

  private static boolean has(Lookup there, ImageRecord image) throws IOException {
    return there
        .image(image.id())
        .filter(built -> built.contentHash().equals(image.contentHash()))
        .isPresent();
  }

  @Override
  public synchronized void put(List<NextVector> vectors) {
    requireCurrent();
    Index next = begun();
    OptionalInt dimension = next.read(searcher -> Index.state(searcher).dimension());
    for (NextVector vector : vectors) {
      VectorRules.whyRefused(vector.vector(), dimension)
          .ifPresent(
              why -> {
                throw new StoreException.VectorRefused(why);
              });
    }
    List<StoredImage> images =
        active.read(
            searcher -> {
              Lookup records = new Lookup(searcher);
              List<StoredImage> found = new ArrayList<>();
              for (NextVector vector : vectors) {
                records
                    .image(vector.id())
                    .filter(image -> image.contentHash().equals(vector.contentHash()))
                    .ifPresent(image -> found.add(new StoredImage(image, vector.vector())));
              }
              return found;
            });
    if (!images.isEmpty()) {
      next.write(
          changes -> {
            for (StoredImage image : images) {
              changes.replaceImage(image.image(), image.vector());
            }
            return images;
          });
    }
  }

  @Override
  public void prepare() {}

  @Override
  public synchronized boolean activate(SpaceSwitch change) {
    active.requireWritable();
    Index next = begun();
    return active.leave(
        () -> {
          boolean complete =
              active.read(searcher -> next.write(new TakeOver(searcher, change, LABEL)));
          if (complete) {
            spaces.activate(number);
            close();
            spaces.remove(number - 2);
          }
          return complete;
        });
  }

  @Override
  public synchronized void abandon() {
    active.requireWritable();
    requireCurrent();
    close();
    spaces.remove(number);
  }

  @Override
  public synchronized boolean dropFormer() {
    active.requireWritable();
    requireCurrent();
    return spaces.remove(number - 2);
  }

  private void requireCurrent() {
    active.read(searcher -> searcher);
  }

  private Index begun() {
    return find().orElseThrow(() -> new IllegalStateException("No next space was begun."));
  }

  /** The index, opened where it is there; remains of one that was being removed are none. */
  private Optional<Index> find() {
    Index open = index;
    if (open == null && Files.isDirectory(spaces.directory(number))) {
      try {
        open =
            active.isReadOnly()
                ? Index.openReadOnly(spaces.directory(number))
                : Index.open(spaces.directory(number));
        index = open;
      } catch (StoreException.Unreadable remains) {
        return Optional.empty();
      } catch (StoreException.Unavailable failed) {
        if (active.isReadOnly()) {
          return Optional.empty();
        }
        // What lies there may be whole: the disk is full, for instance.
        throw failed;
      }
    }
    return Optional.ofNullable(open);
  }

  /** Leaves what was built so far for the next opening. */
  @Override
  public synchronized void close() {
    Index open = index;
    index = null;
    if (open != null) {
      open.close();
    }
  }
}
