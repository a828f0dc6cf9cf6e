package dev.lince.library;

/**
 * How far an ingest is, at one moment.
 *
 * @param toDo files that are new or changed, known once the folders are walked
 * @param done of those, whatever became of them
 * @param embedded of those, how many went through the embedder
 * @param failed of those, how many could not be read as pictures
 * @param removed images whose files are gone, taken out of the library
 */
public record IngestProgress(
    Phase phase, int toDo, int done, int embedded, int failed, int removed) {
  /** What it is doing. */
  public enum Phase {
    /** It has not begun. */
    WAITING,
    /** It looks for files and compares them with the ledger. */
    WALKING,
    /** It embeds what is new. */
    EMBEDDING,
    /** It is in step with the folders. */
    DONE,
    /** It was stopped, or the store failed; the next start goes on from there. */
    STOPPED
  }

  static final IngestProgress NONE = new IngestProgress(Phase.WAITING, 0, 0, 0, 0, 0);

  IngestProgress in(Phase next) {
    return new IngestProgress(next, toDo, done, embedded, failed, removed);
  }

  IngestProgress embedding(int files) {
    return new IngestProgress(Phase.EMBEDDING, files, done, embedded, failed, removed);
  }

  IngestProgress plusStored(boolean wasEmbedded) {
    return new IngestProgress(
        phase, toDo, done + 1, embedded + (wasEmbedded ? 1 : 0), failed, removed);
  }

  IngestProgress plusFailed() {
    return new IngestProgress(phase, toDo, done + 1, embedded, failed + 1, removed);
  }

  IngestProgress plusRemoved(int images) {
    return new IngestProgress(phase, toDo, done, embedded, failed, removed + images);
  }
}
