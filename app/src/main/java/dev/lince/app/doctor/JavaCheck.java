package dev.lince.app.doctor;

import java.lang.module.ModuleFinder;

final class JavaCheck implements Check {
  private static final int LEAST = 25;
  private static final String VECTORS = "jdk.incubator.vector";

  @Override
  public String name() {
    return "Java";
  }

  @Override
  public Outcome examine() {
    String found =
        "%s by %s".formatted(System.getProperty("java.version"), System.getProperty("java.vendor"));
    if (Runtime.version().feature() < LEAST) {
      return new Outcome.Problem(
          found + " is too old.", "Install Java %d or newer.".formatted(LEAST));
    }
    return ModuleFinder.ofSystem().find(VECTORS).isPresent()
        ? new Outcome.Ok(found + ", with the vector module.")
        : new Outcome.Warning(
            "%s, without the module %s.".formatted(found, VECTORS),
            "Take a whole JDK: without the module, searches in large libraries take twice as long.");
  }
}
