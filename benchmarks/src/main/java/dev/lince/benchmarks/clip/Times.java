package dev.lince.benchmarks.clip;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Wall and CPU milliseconds of one kind of work: the median run and the mean run, since a kernel
 * may count CPU in steps of 10 ms, which even out only in a sum. CPU time is the whole process's,
 * so that it counts ONNX Runtime's own threads; on a machine that does other work too, it is what
 * can be compared.
 */
final class Times {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final List<Double> wall = new ArrayList<>();
  private double cpu;

  /** Runs {@code work} once and keeps its times. */
  void measure(Work work) throws Exception {
    long cpuBefore = SYSTEM.getProcessCpuTime();
    long before = System.nanoTime();
    work.run();
    wall.add((System.nanoTime() - before) / 1e6);
    cpu += (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e6;
  }

  /** The median of all runs. */
  double wall() {
    List<Double> sorted = wall.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** The mean of all runs. */
  double cpu() {
    return cpu / wall.size();
  }

  /** What is measured. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }
}
