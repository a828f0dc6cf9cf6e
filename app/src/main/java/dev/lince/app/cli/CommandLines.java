package dev.lince.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs one command line of the program. */
public final class CommandLines {
  /** Done. */
  static final int OK = 0;

  /** It could not be done, or not all of it. */
  static final int FAILED = 1;

  /** The command line or a setting is wrong; nothing was begun. */
  static final int USAGE = 2;

  private static final int HELP_WIDTH = 100;

  private CommandLines() {}

  /**
   * Runs the command that {@code arguments} ask for, to its end. Nothing is thrown: what goes wrong
   * is one line on standard error.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    CommandLine line = new CommandLine(new LinceCommand());
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setParameterExceptionHandler((wrong, typed) -> explain(wrong, err));
    line.setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, err));
    try {
      return line.execute(arguments);
    } catch (Error failure) { // A library for another system, no memory: still no stack trace.
      return Failures.report(failure, err);
    }
  }

  private static int explain(ParameterException wrong, PrintWriter err) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    err.println("lince: %s See `%s --help`.".formatted(sentence(wrong), command));
    return USAGE;
  }

  private static String sentence(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage()).strip().replace('\n', ' ');
    return message.endsWith(".") ? message : message + ".";
  }
}
