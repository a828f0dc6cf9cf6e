package dev.lince.app.cli;

import dev.lince.app.aot.PreparationFailed;
import dev.lince.app.config.SettingRefused;
import dev.lince.app.engine.NotReady;
import dev.lince.app.http.CannotListen;
import dev.lince.app.http.Refused;
import dev.lince.embed.EmbedException;
import dev.lince.image.ImageRefused;
import dev.lince.library.LibraryException;
import dev.lince.search.SearchException;
import dev.lince.store.StoreException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person reads where a command failed. */
final class Failures {
  private Failures() {}

  /**
   * Prints one line, in the form of the log: the sentence of what was to be expected, or that
   * something was not. The trace of the latter is in the log at DEBUG.
   *
   * @return the exit code
   */
  static int report(Throwable failure, PrintWriter err) {
    Logger log = LoggerFactory.getLogger(Failures.class);
    switch (Log.format()) {
      case TEXT -> err.println("lince: " + sentence(failure));
      case JSON -> log.error(sentence(failure));
    }
    log.debug("The command failed", failure);
    return failure instanceof SettingRefused ? CommandLines.USAGE : CommandLines.FAILED;
  }

  /**
   * As {@link #report}, for one picture of several.
   *
   * @param picture as the person named it
   */
  static int reportOne(String picture, RuntimeException failure, PrintWriter err) {
    err.println("lince: %s: %s".formatted(picture, sentence(failure)));
    LoggerFactory.getLogger(Failures.class).debug("{} failed", picture, failure);
    return CommandLines.FAILED;
  }

  /** The sentence for a person. */
  static String sentence(Throwable failure) {
    return switch (failure) {
      case SettingRefused e -> String.valueOf(e.getMessage());
      case CommandFailed e -> String.valueOf(e.getMessage());
      case ImageRefused e -> String.valueOf(e.getMessage());
      case EmbedException e -> String.valueOf(e.getMessage());
      case StoreException e -> String.valueOf(e.getMessage());
      case LibraryException e -> String.valueOf(e.getMessage());
      case SearchException e -> String.valueOf(e.getMessage());
      case PreparationFailed e -> String.valueOf(e.getMessage());
      case CannotListen e -> String.valueOf(e.getMessage());
      case Refused e -> String.valueOf(e.getMessage());
      case NotReady e -> String.valueOf(e.getMessage());
      case OutOfMemoryError e ->
          "There is not enough memory; give Java more, for example LINCE_JAVA_OPTS=-Xmx2g.";
      default ->
          "This was not to be expected: %s. Run it again with --debug to see where."
              .formatted(failure);
    };
  }
}
