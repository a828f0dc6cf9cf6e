package dev.lince.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Keeps records and vectors and finds neighbours. Holds vectors of one dimension, which the first
 * one stored decides.
 *
 * <p>When a writing method returns, its work is durable, and every search that begins afterwards
 * sees it. A kill of the process leaves each record whole or absent. Safe for use by several
 * threads; whoever opened it closes it. Every method may throw {@link StoreException.Unavailable},
 * and after {@link #close} does; the writing ones throw {@link StoreException.ReadOnly} where the
 * store was opened for reading only. After a switch to another space ({@link NextSpace#activate}),
 * in whatever process, each throws {@link StoreException.Superseded}.
 */
public interface ImageStore extends AutoCloseable {
  /** The dimension of the vectors; empty while none was ever stored. */
  OptionalInt dimension();

  /**
   * Stores each image under the id that its path has, or under a new one, greater than all that
   * were given before, and notes it in the ledger as indexed. The batch has the effect of its
   * images stored one by one in their order, so where a path occurs twice the later one wins. An
   * image whose vector breaks the rules ({@link VectorRules}) is refused; the others go in.
   *
   * @return what became of each, in the order of the batch
   */
  List<Upserted> upsert(List<NewImage> batch);

  /**
   * Takes images out; ids that are not there do not matter. Their ids are never given again. {@code
   * ledger} says what becomes of the rows of their paths.
   *
   * @return how many there were
   */
  int delete(Collection<Integer> ids, AfterDelete ledger);

  /**
   * Changes tags and metadata of images, each whole or not at all; ids that are not there do not
   * matter.
   *
   * @return how many there were that somebody has looked at ({@link ImageRecord#isDescribed}); the
   *     others stay as they are
   */
  int label(Collection<Integer> ids, LabelChange change);

  /** What the ledger says of deleted images. */
  enum AfterDelete {
    /** The rows go too: the files are gone. */
    FORGET,
    /** The rows become {@link LedgerEntry.State#REMOVED}: the files stay out. */
    REMEMBER_REMOVED
  }

  /** The record of an id; empty where no image has it. */
  Optional<ImageRecord> find(int id);

  /** The record and vector of an id. */
  Optional<StoredImage> findWithVector(int id);

  /** The record of a path. */
  Optional<ImageRecord> findByPath(String path);

  /**
   * The image of that content; of several the one with the least id. What an earlier version wrote
   * into its index may be missed.
   *
   * @param contentHash SHA-256 in lower-case hex
   */
  Optional<ImageRecord> findByContent(String contentHash);

  /** The records of a page, in its order; fewer than its limit only where no more match. */
  List<ImageRecord> list(ListQuery query);

  /**
   * The images most similar to the query's vector, in {@link Hit#ORDER}; never fewer than k while k
   * match filter and least similarity, unless the search is approximate: then each of the k nearest
   * is missing with a small probability that the store's documentation states. A page after the
   * first one has nothing of those before, whatever was written in between, as long as the vectors
   * of their images stayed.
   *
   * @throws StoreException.VectorRefused where the vector is not a unit vector of {@link
   *     #dimension}
   */
  List<Hit> search(NearestQuery query);

  /**
   * Gives every matching image, in the order of ids, as of one moment. The consumer may use the
   * store.
   */
  void scan(Filter filter, Consumer<StoredImage> consumer);

  /**
   * Up to {@code count} images, drawn at random without replacement, the same ones for the same
   * seed and content.
   */
  List<StoredImage> sample(int count, long seed);

  /** How many images match. */
  long count(Filter filter);

  /** What became of every file ever seen. */
  Ledger ledger();

  /** Small texts about the library. */
  Notes notes();

  /** The vectors of another space, which are built beside these to take their place. */
  NextSpace nextSpace();

  /**
   * Asks whether the store answers now; comes back within two seconds, whatever is wrong.
   *
   * @throws StoreException.Unavailable where it does not
   */
  void ping();

  /** Lets go of everything; a second call does nothing. */
  @Override
  void close();
}
