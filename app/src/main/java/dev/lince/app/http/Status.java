package dev.lince.app.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs, as {@code GET /api/v1/status} says it.
 *
 * @param version of Lince
 * @param ready whether searches are answered
 * @param waiting what is awaited, or why searches are not answered, as a sentence
 * @param space the name of the space that is searched
 * @param images how many pictures the library has; null where the store does not answer
 * @param store {@code lucene} or {@code postgresql}
 * @param model of the space that the library is to change over to
 * @param reembed how far that is
 * @param failure why the library did not change over to it
 * @param formerSpace the space before the last switch, whose vectors are kept
 * @param folders those whose pictures the library takes in; null for strangers
 */
public record Status(
    String version,
    boolean ready,
    @Nullable String waiting,
    @Nullable String space,
    @Nullable Long images,
    String store,
    Ingest ingest,
    @Nullable Model model,
    @Nullable Reembed reembed,
    @Nullable String failure,
    @JsonProperty("former_space") @Nullable String formerSpace,
    @Nullable List<Folder> folders) {

  private static final String IN_THE_LOG = "The server's log says why.";

  /** Copies the list. */
  public Status {
    folders = folders == null ? null : List.copyOf(folders);
  }

  /** The same without folders and reasons, which may name files of this machine. */
  Status forStrangers() {
    return new Status(
        version,
        ready,
        waiting,
        space,
        images,
        store,
        ingest,
        model == null ? null : model.forStrangers(),
        reembed == null ? null : reembed.forStrangers(),
        failure == null ? null : IN_THE_LOG,
        formerSpace,
        null);
  }

  /**
   * An image folder.
   *
   * @param name the first segment of its pictures' paths; empty for the one whose pictures keep
   *     plain paths
   * @param folder where it lies on this machine
   */
  public record Folder(String name, String folder) {}

  /** How far the library is in step with its folders; see the description of the API. */
  public record Ingest(
      String phase,
      @JsonProperty("to_do") int toDo,
      int done,
      int embedded,
      int failed,
      int removed) {}

  /** How the other space's model is: asked, fetching, there or unavailable. */
  public record Model(
      String state,
      @Nullable String space,
      @Nullable Long bytes,
      @Nullable Long total,
      @Nullable String reason) {
    private Model forStrangers() {
      return new Model(state, space, bytes, total, reason == null ? null : IN_THE_LOG);
    }
  }

  /** How far the embedding in another space is. */
  public record Reembed(
      String phase, String space, long total, long done, int unreadable, @Nullable String reason) {
    private Reembed forStrangers() {
      return new Reembed(phase, space, total, done, unreadable, reason == null ? null : IN_THE_LOG);
    }
  }
}
