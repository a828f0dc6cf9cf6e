package dev.lince.app;

import dev.lince.app.cli.CommandLines;

/** The program. */
public final class Lince {
  private Lince() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(CommandLines.run(arguments));
  }
}
