package dev.lince.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

final class PlatformCheck implements Check {
  /** Those for which both ONNX Runtime and the picture decoders come ready-made. */
  private static final Set<String> WHOLE =
      Set.of("linux x86_64", "linux aarch64", "mac aarch64", "windows x86_64");

  private final String system;
  private final boolean musl;

  PlatformCheck() {
    this(
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
            || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1")));
  }

  PlatformCheck(String system, boolean musl) {
    this.system = system;
    this.musl = musl;
  }

  @Override
  public String name() {
    return "platform";
  }

  @Override
  public Outcome examine() {
    if (musl) {
      return new Outcome.Problem(
          system + " with musl, for which ONNX Runtime is not made.",
          "Use a system with glibc, for example Debian, or the container image.");
    }
    return WHOLE.contains(plain())
        ? new Outcome.Ok(system + ".")
        : new Outcome.Warning(
            system + " is not a platform for which everything comes ready-made.",
            "The lines below say what works; LINCE_EMBEDDER=visual needs no native library.");
  }

  private String plain() {
    String name = system.toLowerCase(Locale.ROOT);
    String family =
        name.startsWith("mac") ? "mac" : name.startsWith("windows") ? "windows" : "linux";
    boolean arm = name.endsWith("aarch64") || name.endsWith("arm64");
    boolean x86 = name.endsWith("amd64") || name.endsWith("x86_64");
    return family + (arm ? " aarch64" : x86 ? " x86_64" : " other");
  }
}
