package dev.lince.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Standard error as log lines and one live line share it: the live line stays the last one, and
 * every log line goes above it. Safe for use by several threads.
 */
final class Screen {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private boolean terminal;
  private String liveLine = "";

  /**
   * A screen.
   *
   * @param terminal whether there is someone who sees a live line
   */
  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Standard error of this process, live where it is used by a person. */
  static Screen ofThisProcess() {
    boolean person = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean terminal = person && !"dumb".equals(System.getenv("TERM"));
    return new Screen(System.err, terminal);
  }

  synchronized boolean isTerminal() {
    return terminal;
  }

  /** From now on there is no live line, whoever looks on. */
  synchronized void keepToWholeLines() {
    live("");
    terminal = false;
  }

  /** Prints text that ends with a line break. */
  synchronized void print(String lines) {
    if (liveLine.isEmpty()) {
      out.print(lines);
    } else {
      out.print(CLEAR_LINE + lines + liveLine);
    }
    out.flush();
  }

  /** Lets something be printed to standard output, with the live line out of its way. */
  synchronized void aside(Runnable printing) {
    if (!liveLine.isEmpty()) {
      out.print(CLEAR_LINE);
      out.flush();
    }
    printing.run();
    out.print(liveLine);
    out.flush();
  }

  /** Puts the text in place of the live line; an empty one takes it away. */
  synchronized void live(String text) {
    if (terminal && !text.equals(liveLine)) {
      liveLine = text;
      out.print(CLEAR_LINE + text);
      out.flush();
    }
  }
}
