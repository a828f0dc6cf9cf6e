package dev.lince.app.http.explore;

import dev.lince.embed.Space;
import dev.lince.library.Library;
import dev.lince.search.FarthestFirst;
import dev.lince.store.Filter;
import dev.lince.store.ImageRecord;
import dev.lince.store.ImageStore;
import dev.lince.store.StoredImage;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pictures far apart in the space, with a folder and a tag to begin with, chosen from a sample of
 * the library, which is the same for the same library.
 *
 * @param ids in the order in which they were chosen, so that the first few of them are far apart
 *     too
 * @param folder the largest that has no more than half of the pictures; null where there is none
 * @param tag the most used; null where there is none
 * @param pictures how many the library had
 * @param space the name of the space they are far apart in; null where nobody knows it
 */
record Mosaic(
    List<Integer> ids,
    Facets.@Nullable Folder folder,
    Facets.@Nullable Tag tag,
    long pictures,
    @Nullable String space) {
  /** How many are chosen. */
  static final int MOST = 200;

  /** Some tenths of a second's work, together with {@link #MOST}, and 4 MB while it lasts. */
  private static final int SAMPLE = 2000;

  private static final long SEED = 12;
  private static final double MUCH = .1;

  /** Copies the list. */
  Mosaic {
    ids = List.copyOf(ids);
  }

  /** That of the library now; the former pictures where the library has not changed much. */
  static Mosaic of(Library library, ImageStore store, @Nullable Mosaic former) {
    Filter visible = library.visible();
    long pictures = store.count(visible);
    String space = library.space().map(Space::name).orElse(null);
    Mosaic chosen =
        former != null && former.isStillGood(pictures, space)
            ? former
            : choose(visible, store, pictures, space);
    return chosen.counted(visible, store);
  }

  private static Mosaic choose(
      Filter visible, ImageStore store, long pictures, @Nullable String space) {
    List<StoredImage> sample =
        store.sample(SAMPLE, SEED).stream().filter(one -> visible.matches(one.image())).toList();
    List<ImageRecord> records = sample.stream().map(StoredImage::image).toList();
    Facets facets = FacetCount.of(records);
    return new Mosaic(
        FarthestFirst.of(sample, MOST).stream().map(one -> one.image().id()).toList(),
        facets.folders().stream()
            .filter(folder -> folder.images() <= sample.size() / 2)
            .max(Comparator.comparingInt(Facets.Folder::images))
            .orElse(null),
        facets.tags().stream().findFirst().orElse(null),
        pictures,
        space);
  }

  /** The same with the library's own numbers in the place of the sample's. */
  private Mosaic counted(Filter visible, ImageStore store) {
    return new Mosaic(
        ids,
        folder == null
            ? null
            : new Facets.Folder(
                folder.folder(), count(store, visible, new Filter.InFolder(folder.folder()))),
        tag == null
            ? null
            : new Facets.Tag(tag.tag(), count(store, visible, new Filter.HasTag(tag.tag()))),
        pictures,
        space);
  }

  private static int count(ImageStore store, Filter visible, Filter filter) {
    return Math.toIntExact(store.count(new Filter.And(List.of(visible, filter))));
  }

  /** In a library that is not larger than the sample, every picture counts. */
  private boolean isStillGood(long now, @Nullable String spaceNow) {
    return Objects.equals(space, spaceNow)
        && pictures > SAMPLE
        && Math.abs(now - pictures) <= MUCH * pictures;
  }
}
