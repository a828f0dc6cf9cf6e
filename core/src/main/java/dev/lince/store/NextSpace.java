package dev.lince.store;

import java.util.List;
import java.util.Optional;

/**
 * The vectors of another space for the images of a store, built beside those that are searched, to
 * take their place in one step. A store has one at most; it outlives the process, and the images
 * keep their ids, tags and everything else.
 *
 * <p>Meanwhile the store is used as ever. What is put here is durable when the call returns. Safe
 * for use by several threads, and where the store is shared, by several processes.
 */
public interface NextSpace {
  /** The label of the one that is being built; empty where none is. */
  Optional<String> label();

  /**
   * Begins one, or goes on with that of the same label; what there is of another label is dropped.
   *
   * @param dimension of its vectors
   * @throws StoreException.Unreadable where the store cannot keep vectors of that dimension, or has
   *     a reason not to have another space
   */
  void begin(String label, int dimension);

  /** How many images have a vector here, those counted that changed or went since. */
  long count();

  /**
   * The images that have no vector here of the content that their record names, in the order of
   * their ids.
   *
   * @param afterId only greater ids
   * @param limit how many at most
   */
  List<ImageRecord> missing(int afterId, int limit);

  /**
   * Stores vectors in place of those that their images have here. Images that are gone meanwhile do
   * not matter.
   *
   * @throws StoreException.VectorRefused where one is not a unit vector of the dimension; then none
   *     is stored
   */
  void put(List<NextVector> vectors);

  /**
   * Does now what {@link #activate} would wait for, building an index for instance. May take long;
   * where more is put afterwards, it may be called again.
   */
  void prepare();

  /**
   * Makes these vectors the store's in one step, together with all that {@code change} says; or
   * does nothing, because an image that is not to be left behind has no vector here. Where it was
   * done, this store, and every other one that is open on the same place, throws {@link
   * StoreException.Superseded} from then on: a vector of the old space must not meet those of the
   * new one. Opened again, it has the new ones.
   *
   * @return whether it was done
   */
  boolean activate(SpaceSwitch change);

  /** Drops what was built so far; does nothing where there is none. */
  void abandon();

  /**
   * Drops the vectors that were searched before the last switch, which the store keeps until then.
   *
   * @return whether there were any
   */
  boolean dropFormer();
}
