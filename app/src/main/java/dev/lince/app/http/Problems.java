package dev.lince.app.http;

import dev.lince.embed.EmbedException;
import dev.lince.image.ImageRefused;
import dev.lince.library.LibraryException;
import dev.lince.search.SearchException;
import dev.lince.store.StoreException;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;

/** Says which exception is which answer; the one place that does. */
public final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  /** When to ask again where nothing better is known. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private static final String TO_SEARCH_BY_WORDS =
      " To search by words, bring the library over to CLIP with `lince reembed --embedder clip`; where the model cannot be downloaded, LINCE_MODEL names its folder.";

  private Problems() {}

  /**
   * Returns the answer for {@code thrown}; what is nobody's known fault is logged with its trace.
   */
  public static Problem of(Throwable thrown) {
    return switch (thrown) {
      case Refused refused -> refused.problem();
      case ImageRefused refused -> image(refused);
      case StoreException store -> store(store);
      case EmbedException embed -> embed(embed);
      case SearchException search -> search(search);
      case LibraryException library -> library(library);
      default ->
          thrown instanceof ErrorResponse response ? framework(response) : unexpected(thrown);
    };
  }

  /** What Tomcat refuses before any of our code runs. */
  static Problem ofStatus(int status) {
    return Problem.of(
        status,
        switch (status) {
          case 400 ->
              "The request is not well-formed HTTP: its address, a header or its body breaks the rules, or the headers are longer than 8 KiB.";
          case 404 -> "There is nothing at this address; /docs lists what there is.";
          case 405 -> "This method is not allowed at this address.";
          case 408 -> "The request took too long to arrive.";
          case 413 -> "The request's body is too large.";
          case 414 -> "The request's address is too long.";
          case 431 -> "The request's headers are too long.";
          case 501 -> "The request's method or encoding is not one that Lince knows.";
          case 503 -> "Lince is starting or stopping; ask again in a moment.";
          case 505 -> "The request's HTTP version is not one that Lince speaks.";
          default ->
              status < 500
                  ? "The request cannot be answered as it is."
                  : "Something went wrong inside Lince.";
        });
  }

  /** Not now: 503 with the time after which to ask again. */
  static Problem later(String sentence, Duration after) {
    return Problem.of(503, sentence)
        .with(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
  }

  private static Problem image(ImageRefused refused) {
    return switch (refused) {
      case ImageRefused.NotAnImage _ -> Problem.of(400, sentence(refused)).as("not_an_image");
      case ImageRefused.Corrupt _ -> Problem.of(400, sentence(refused)).as("corrupt_image");
      case ImageRefused.NoDecoder _ -> Problem.of(400, sentence(refused)).as("no_decoder");
      case ImageRefused.TooLarge _ -> Problem.of(413, sentence(refused)).as("image_too_large");
    };
  }

  private static Problem store(StoreException thrown) {
    return switch (thrown) {
      case StoreException.Unavailable _, StoreException.InUse _ -> {
        log.warn("The store did not answer: {}", sentence(thrown));
        yield later(sentence(thrown), SOON).as("store_unavailable");
      }
      case StoreException.Superseded _ -> later(sentence(thrown), A_MOMENT);
      case StoreException.ReadOnly _ -> {
        log.warn("A change was refused: {}", sentence(thrown));
        yield Problem.of(
                409,
                "The library takes no changes now: its store is only readable for this server; the log says why.")
            .as("read_only");
      }
      case StoreException.Unreadable _, StoreException.VectorRefused _ -> unexpected(thrown);
    };
  }

  private static Problem embed(EmbedException thrown) {
    return switch (thrown) {
      case EmbedException.NoText _ ->
          Problem.of(409, sentence(thrown) + TO_SEARCH_BY_WORDS).as("no_text");
      case EmbedException.ModelUnavailable _ -> {
        log.warn("The model cannot be used now: {}", sentence(thrown));
        yield later(sentence(thrown), SOON).as("model_unavailable");
      }
      case EmbedException.ModelBroken _ -> unexpected(thrown);
    };
  }

  private static Problem search(SearchException thrown) {
    return switch (thrown) {
      case SearchException.Refused _ -> Problem.of(422, sentence(thrown));
      case SearchException.UnknownImage _ -> Problem.of(404, sentence(thrown));
      case SearchException.Overloaded _ -> later(sentence(thrown), A_MOMENT).as("overloaded");
      case SearchException.Stopping _ -> later(sentence(thrown), SOON).as("stopping");
    };
  }

  private static Problem library(LibraryException thrown) {
    return switch (thrown) {
      case LibraryException.PathRefused _ -> Problem.of(422, sentence(thrown));
      case LibraryException.PathTaken _ -> Problem.of(409, sentence(thrown)).as("path_taken");
      case LibraryException.NotOurs _ -> Problem.of(409, sentence(thrown)).as("not_ours");
      case LibraryException.NoUploads _ -> Problem.of(409, sentence(thrown)).as("no_uploads");
      case LibraryException.NoSuchRemoval _ -> Problem.of(404, sentence(thrown));
      case LibraryException.Busy _ -> later(sentence(thrown), A_MOMENT).as("overloaded");
      case LibraryException.NotWritten _ -> {
        log.error("A change could not be written: {}", sentence(thrown));
        yield Problem.of(
                507,
                "The disk of this server does not take it: it is full, or Lince may not write there; the log says which file.")
            .as("not_written");
      }
      case LibraryException.OtherSpace _,
          LibraryException.OtherFolder _,
          LibraryException.NotAdoptable _ ->
          unexpected(thrown);
    };
  }

  private static Problem framework(ErrorResponse response) {
    Problem problem = ofStatus(response.getStatusCode().value());
    String allow = response.getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null ? problem : problem.with(HttpHeaders.ALLOW, allow);
  }

  private static Problem unexpected(Throwable thrown) {
    String id = RequestId.current();
    log.error("Request {} failed", id, thrown);
    return Problem.of(
        500, "Something went wrong inside Lince; its log says more under %s.".formatted(id));
  }

  private static String sentence(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), "There is no answer now.");
  }
}
