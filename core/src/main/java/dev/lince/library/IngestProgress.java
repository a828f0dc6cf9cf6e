package dev.lince.library;

/**
 * How far an ingest is, at one moment.
 *
 * @param toDo files that are new or changed, known once the folders are walked
 * @param done of those, whatever became of them; what another process did in the meantime counts
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
    /** The store is away; it goes on by itself once the store answers again. */
    PAUSED,
    /** It is in step with the folders. */
    DONE,
    /** It was stopped, or the store failed; the next start goes on from there. */
    STOPPED
  }

  static final IngestProgress NONE = new IngestProgress(Phase.WAITING, 0, 0, 0, 0, 0);

  IngestProgress in(Phase next) {
    return new IngestProgress(next, toDo, done, embedded, failed, removed);
  }

  IngestProgress toDo(int files) {
    return new IngestProgress(phase, files, done, embedded, failed, removed);
  }

  IngestProgress plusStored(boolean wasEmbedded) {
    return new IngestProgress(
        phase, toDo, done + 1, embedded + (wasEmbedded ? 1 : 0), failed, removed);
  }

  IngestProgress plusFailed() {
    return new IngestProgress(phase, toDo, done + 1, embedded, failed + 1, removed);
  }

  IngestProgress plusDoneByOthers(int files) {
    return new IngestProgress(phase, toDo, done + files, embedded, failed, removed);
  }

  IngestProgress plusRemoved(int images) {
    return new IngestProgress(phase, toDo, done, embedded, failed, removed + images);
  }
}
