package dev.lince.app;

import dev.lince.app.cli.CommandLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The program of a training run: runs the commands that come on standard input, one a line with
 * tabs between its arguments, and ends where that ends.
 */
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] none) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int count = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] command = line.split("\t", -1);
      if (command[0].equals("serve")) {
        Thread.ofPlatform().daemon().start(() -> System.exit(CommandLines.run(command)));
      } else {
        CommandLines.run(command);
      }
      System.out.println("rehearsed " + ++count);
    }
    System.exit(0);
  }
}
