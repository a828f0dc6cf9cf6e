package dev.lince.app.cli;

import org.jspecify.annotations.Nullable;

/** A command that cannot do what it was asked. The message is the sentence a person reads. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailed(String sentence) {
    this(sentence, null);
  }

  CommandFailed(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
