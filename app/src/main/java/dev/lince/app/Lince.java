package dev.lince.app;

/** The program. */
public final class Lince {
  private Lince() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.out.println("x");
  }
}
