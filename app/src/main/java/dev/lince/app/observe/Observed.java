package dev.lince.app.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer.
 *
 * @param method as sent; of an unreadable request empty
 * @param path as sent, without the query, which may hold what people search for
 * @param route the pattern of the address that answered, such as {@code /static/{*path}}; null
 *     where none did
 * @param status of the answer
 * @param begun {@link System#nanoTime} when its headers were read
 * @param ended the same when it was answered
 * @param search what was searched by, {@code image} or {@code text}; null for other requests
 * @param stages of a search, in the order in which they ended
 * @param results of a search that worked
 * @param failure the kind of what went wrong, for example {@code not_an_image}; null for none
 */
public record Observed(
    String requestId,
    String method,
    String path,
    @Nullable String route,
    int status,
    long begun,
    long ended,
    @Nullable String search,
    List<StageTime> stages,
    int results,
    @Nullable String failure) {

  /** Copies the list. */
  public Observed {
    stages = List.copyOf(stages);
  }

  /** The whole request as a stage, for its time. */
  public StageTime whole() {
    return new StageTime("request", begun, ended);
  }

  /**
   * How a search ended: {@code ok}, {@code refused} (the client's fault), {@code overloaded},
   * {@code unavailable} (model or store are not there now) or {@code failed} (Lince's fault).
   */
  public String outcome() {
    if (status < 400) {
      return "ok";
    }
    if (status < 500) {
      return "refused";
    }
    if (status == 503) {
      return "overloaded".equals(failure) ? "overloaded" : "unavailable";
    }
    return "failed";
  }
}
