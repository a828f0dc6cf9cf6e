package dev.lince.app.doctor;

import java.util.function.Supplier;

/** Whether a native library loads. */
final class NativeCheck implements Check {
  private final String name;
  private final Supplier<String> load;
  private final String remedy;

  /**
   * @param load loads it and gives back its version
   */
  NativeCheck(String name, Supplier<String> load, String remedy) {
    this.name = name;
    this.load = load;
    this.remedy = remedy;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome examine() {
    try {
      return new Outcome.Ok(load.get() + " loads.");
    } catch (LinkageError | RuntimeException missing) {
      return new Outcome.Problem("It does not load: %s".formatted(missing.getMessage()), remedy);
    }
  }
}
