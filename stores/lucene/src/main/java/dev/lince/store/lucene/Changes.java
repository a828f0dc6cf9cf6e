package dev.lince.store.lucene;

import dev.lince.store.ImageRecord;
import dev.lince.store.LedgerEntry;
import dev.lince.store.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.IndexWriter;

/**
 * What one commit changes: reads see the last commit with these changes applied, though searches do
 * not yet. Used by one thread.
 */
final class Changes {
  private final IndexWriter writer;
  private final Lookup committed;
  private final Map<String, Optional<ImageRecord>> images = new HashMap<>();
  private final Map<Integer, String> paths = new HashMap<>();
  private final Map<Integer, float[]> vectors = new HashMap<>();
  private final Map<String, String> notes = new HashMap<>();
  private IndexState state;

  Changes(IndexWriter writer, Lookup committed, IndexState state) {
    this.writer = writer;
    this.committed = committed;
    this.state = state;
  }

  /** The counters as they will be committed. */
  IndexState state() {
    return state;
  }

  OptionalInt dimension() {
    return state.dimension();
  }

  /** Fixes the dimension of all vectors to come. */
  void decideDimension(int dimension) {
    state = state.withDimension(dimension);
  }

  int nextId() {
    state = state.withNextId();
    return state.lastId();
  }

  Optional<ImageRecord> image(String path) throws IOException {
    Optional<ImageRecord> changed = images.get(path);
    return changed == null ? committed.image(path) : changed;
  }

  Optional<ImageRecord> image(int id) throws IOException {
    String path = paths.get(id);
    if (path == null) {
      Optional<ImageRecord> before = committed.image(id);
      return before.isEmpty() ? before : image(before.get().path()).filter(now -> now.id() == id);
    }
    return image(path).filter(now -> now.id() == id);
  }

  /** Of an image that is there. */
  float[] vector(int id) throws IOException {
    float[] changed = vectors.get(id);
    return changed == null ? committed.imageWithVector(id).orElseThrow().vector() : changed;
  }

  void addImage(ImageRecord image, float[] vector) throws IOException {
    writer.addDocument(ImageDocument.of(image, vector));
    vectors.put(image.id(), vector);
    remember(image.path(), Optional.of(image));
  }

  void replaceImage(ImageRecord image, float[] vector) throws IOException {
    writer.updateDocument(Fields.id(image.id()), ImageDocument.of(image, vector));
    vectors.put(image.id(), vector);
    remember(image.path(), Optional.of(image));
  }

  void removeImage(ImageRecord image) throws IOException {
    writer.deleteDocuments(Fields.id(image.id()));
    remember(image.path(), Optional.empty());
  }

  private void remember(String path, Optional<ImageRecord> image) {
    images.put(path, image);
    image.ifPresent(present -> paths.put(present.id(), path));
  }

  void putLedger(LedgerEntry entry) throws IOException {
    writer.updateDocument(LedgerDocument.term(entry.path()), LedgerDocument.of(entry));
  }

  void removeLedger(String path) throws IOException {
    writer.deleteDocuments(LedgerDocument.term(path));
  }

  Optional<String> note(String name) throws IOException {
    String changed = notes.get(name);
    return changed == null ? committed.note(name) : Optional.of(changed);
  }

  void putNote(String name, String text) throws IOException {
    writer.updateDocument(NoteDocument.term(name), NoteDocument.of(name, text));
    notes.put(name, text);
  }

  void removeNote(String name) throws IOException {
    writer.deleteDocuments(NoteDocument.term(name));
    notes.remove(name);
  }

  /** The image with its vector, as of the last commit. */
  Optional<StoredImage> committedImage(int id) throws IOException {
    return committed.imageWithVector(id);
  }

  /** The records of all images, as of the last commit. */
  List<ImageRecord> committedImages() throws IOException {
    List<ImageRecord> images = new ArrayList<>();
    new ImageScan(committed.searcher()).recordsAfter(0, images::add);
    return images;
  }

  /** Ids that another index gave are not given again. */
  void takeIdsOf(IndexState other) {
    state = state.after(other);
  }
}
