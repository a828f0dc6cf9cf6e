package dev.lince.library;

import dev.lince.embed.ComputePool;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.ImageDecoder;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.Notes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The living collection: image folders, store and ledger in step. Safe for use by several threads.
 * Closing it stops an ingest; store, embedder and pool are closed by who made them, afterwards.
 */
public final class Library implements AutoCloseable {
  private static final Duration REST = Duration.ofSeconds(1);

  private final LibrarySettings settings;
  private final ImageFolders folders;
  private final Exclusions exclusions;
  private final @Nullable LibraryPlaces places;
  private final LibraryFiles files;
  private final @Nullable Uploads uploads;
  private final @Nullable Trash trash;
  private final ImageDecoder decoder;
  private final ImageStore store;
  private final ComputePool pool;
  private final Duration rest;
  private volatile @Nullable IngestThread ingest;
  private volatile @Nullable Embedder embedder;

  /**
   * Opens the library over a store.
   *
   * @throws LibraryException.OtherFolder where the folders would cost a large library most of its
   *     pictures
   */
  public Library(
      LibrarySettings settings, ImageDecoder decoder, ImageStore store, ComputePool pool) {
    this(settings, decoder, store, pool, REST);
  }

  /**
   * @param rest of an ingest, between two looks at what it waits for
   */
  Library(
      LibrarySettings settings,
      ImageDecoder decoder,
      ImageStore store,
      ComputePool pool,
      Duration rest) {
    this.settings = settings;
    this.decoder = decoder;
    this.store = store;
    this.pool = pool;
    this.rest = rest;
    exclusions = new Exclusions(settings.exclude());
    ImageFolders given = new ImageFolders(settings.folders());
    Path data = settings.data();
    if (data == null) {
      places = null;
      folders = given;
      uploads = null;
      trash = null;
    } else {
      places = LibraryPlaces.below(data);
      ImageFolder added = new ImageFolder(UploadsName.of(store, given.all()), places.uploads());
      folders = given.with(added);
      Intake intake = new Intake(decoder, store, pool, settings.maxBytes(), () -> embedder);
      ReentrantLock writing = new ReentrantLock();
      Filter visible = ImageFolder.filter(folders.all());
      uploads = new Uploads(added, places, exclusions, intake, store, visible::matches, writing);
      trash = new Trash(added, folders, new Slips(places.trash()), intake, store, writing);
    }
    files = new LibraryFiles(folders, exclusions, places);
    switch (settings.vanished()) {
      case LEAVES -> FolderNotes.claim(store, folders);
      case STAYS -> {}
    }
  }

  /**
   * Begins to bring the store in step with the folders, in the background, once.
   *
   * <p>Where another program made the store, up to five of its pictures are embedded first, on the
   * calling thread, and compared.
   *
   * @throws LibraryException.OtherSpace where the store's vectors are of another space than the
   *     embedder's
   * @throws LibraryException.NotAdoptable where another program made the store, and the embedder
   *     never writes into such a one
   * @throws dev.lince.store.StoreException.Unavailable where the store does not answer; then this
   *     may be called again
   * @throws IllegalStateException where it was begun already
   */
  public synchronized void startIngest(Embedder with) {
    if (ingest != null) {
      throw new IllegalStateException("The ingest of this library has begun already.");
    }
    use(with);
    boolean adopts = adoptsVectorsFor(with);
    Ingest run =
        new Ingest(
            folders.all(),
            exclusions,
            places,
            settings.vanished(),
            store,
            pool,
            hashes -> new FileEmbedding(decoder, with, store, settings.maxBytes(), hashes, adopts),
            rest);
    ingest = IngestThread.start(run);
  }

  /**
   * Lets pictures be added and come back, their vectors made by that embedder, without an ingest.
   * Throws as {@link #startIngest} does.
   */
  public synchronized void use(Embedder with) {
    if (Adoption.adoptedWithoutSpace(store.notes())) {
      new Adoption(settings, folders, store).check(with);
    }
    SpaceNote.claim(store.notes(), with.space());
    embedder = with;
  }

  /** In an adopted store they were compared, or are of the space that the library has had since. */
  private boolean adoptsVectorsFor(Embedder with) {
    return with.space().name().equals(settings.adoptedSpace())
        || store.notes().find(Notes.ADOPTED).isPresent();
  }

  /**
   * A way into another space, to be run on a thread of the caller's.
   *
   * @param next the embedder of that space, open until the run has ended
   * @param leaveOut whether pictures that cannot be read leave the library, however many
   * @throws LibraryException.NotAdoptable where another program made the store, and the embedder
   *     never writes into such a one
   */
  public Reembedding reembedding(Embedder next, boolean leaveOut) {
    if (next.space().name().equals(VisualEmbedder.NAME)
        && store.notes().find(Notes.ADOPTED).isPresent()) {
      throw new LibraryException.NotAdoptable(
          "This database's table was made by another program, and visual never writes into such a table; name a CLIP model.");
    }
    return new Reembedding(
        store,
        pool,
        next.space(),
        new Revector(folders, decoder, next, settings.maxBytes()),
        leaveOut,
        rest);
  }

  /** The space that the library is in; empty while it never had an embedder. */
  public Optional<Space> space() {
    return SpaceNote.find(store.notes());
  }

  /** The name of the space before the last switch; empty where its vectors are gone. */
  public Optional<String> formerSpace() {
    return SpaceNote.former(store.notes());
  }

  /**
   * Drops the vectors of the space before the last switch.
   *
   * @return whether there were any
   */
  public boolean dropFormerSpace() {
    boolean dropped = store.nextSpace().dropFormer();
    SpaceNote.forgetFormer(store.notes());
    return dropped;
  }

  /** Waits until the ingest that was begun has ended, however it ended. */
  public void awaitIngest() throws InterruptedException {
    IngestThread running = ingest;
    if (running != null) {
      running.await();
    }
  }

  /** How far the ingest is. */
  public IngestProgress progress() {
    IngestThread running = ingest;
    return running == null ? IngestProgress.NONE : running.progress();
  }

  /** Which images of the store may be found: those of the configured folders. */
  public Filter visible() {
    return ImageFolder.filter(folders.all());
  }

  /** As {@link #visible()}, of a store that is only searched, with these image folders. */
  public static Filter visible(ImageStore store, List<ImageFolder> folders) {
    return ImageFolder.filter(
        Stream.concat(
                folders.stream(),
                UploadsName.find(store).map(name -> new ImageFolder(name, Path.of(""))).stream())
            .toList());
  }

  /**
   * The picture of a path, if there is one below an image folder that is not passed over; links are
   * followed only as far as they stay inside.
   *
   * @param path of the library: decoded, without a leading slash
   */
  public Optional<LibraryFile> file(String path) {
    return files.find(path);
  }

  /** The image folders, as they were given, without the place of pictures that are added. */
  public List<ImageFolder> folders() {
    return settings.folders();
  }

  /**
   * Files of the folders, and of the place of pictures that are added, that could not be read as
   * pictures. Takes as long as there are files.
   *
   * @param most how many are listed, the first by path; all are counted
   */
  public FailedFiles failed(int most) {
    return FailedFiles.of(store, path -> folders.owner(path).isPresent(), most);
  }

  private static <T> T required(@Nullable T place) {
    if (place == null) {
      throw new LibraryException.NoUploads(
          "This library takes pictures by its folders only; put the file there.");
    }
    return place;
  }

  /**
   * Adds a picture: embeds it, puts its file below the uploads, and stores it. The same bytes at
   * the same time, by whatever threads, give one image. Needs {@link #use} or an ingest that was
   * begun.
   *
   * @throws dev.lince.image.ImageRefused where it is no picture that Lince reads
   * @throws LibraryException.PathRefused where its path breaks the rules
   * @throws LibraryException.PathTaken where there is a file or image of that path
   * @throws LibraryException.Busy where it would take too long now, or the model is not ready
   * @throws LibraryException.NotWritten where the disk does not take it
   * @throws LibraryException.NoUploads where the library has no place for it
   */
  public Added add(NewPicture picture) {
    return required(uploads).add(picture);
  }

  /**
   * Takes images out of the library, such that no ingest brings them back and {@link #restore}
   * does.
   *
   * @param files whether their files go into the trash; only those that were added can
   * @return empty where there was none of them
   * @throws LibraryException.NotOurs where a file is not one that was added; then nothing is done
   * @throws LibraryException.NotWritten where the disk does not take what says how they come back
   * @throws LibraryException.NoUploads where the library has no place for that
   */
  public Optional<Removal> remove(Collection<Integer> ids, boolean files) {
    return required(trash).remove(ids, files);
  }

  /**
   * Brings images back that were taken out together, under new ids, with tags and metadata.
   *
   * @throws LibraryException.NoSuchRemoval where there is none of that token
   */
  public Restored restore(String token) {
    return required(trash).restore(token);
  }

  /** What can be had back, the newest first. */
  public List<Removal> removals() {
    return trash == null ? List.of() : trash.removals();
  }

  /**
   * Gives up what can be had back, and deletes its files.
   *
   * @return whether there was such a removal
   */
  public boolean forget(String token) {
    return trash != null && trash.forget(token);
  }

  /** Stops an ingest, and waits up to ten seconds for that. */
  @Override
  public synchronized void close() {
    IngestThread running = ingest;
    if (running != null) {
      running.stop();
    }
  }
}
