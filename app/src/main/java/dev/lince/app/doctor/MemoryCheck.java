package dev.lince.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** In a container Java counts the container's memory. */
final class MemoryCheck implements Check {
  private static final long LEAST_MB = 2_000;

  private final long machineMb;

  MemoryCheck() {
    this(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
            >> 20);
  }

  MemoryCheck(long machineMb) {
    this.machineMb = machineMb;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Outcome examine() {
    String found =
        "%,d MB here; serve takes up to %,d MB of them for its heap unless LINCE_JAVA_OPTS says otherwise."
            .formatted(machineMb, machineMb * 2 / 5);
    return machineMb >= LEAST_MB
        ? new Outcome.Ok(found)
        : new Outcome.Warning(
            found,
            "CLIP alone takes 1,000 MB outside the heap: give the machine or the container %,d MB, or use LINCE_EMBEDDER=visual."
                .formatted(LEAST_MB));
  }
}
