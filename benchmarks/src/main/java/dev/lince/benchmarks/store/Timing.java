package dev.lince.benchmarks.store;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** How long each of many runs took, on the clock and on the processor, in milliseconds. */
record Timing(double[] wall, double[] cpu) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Times {@code runs} runs in this thread, after as many that do not count, at most 300. */
  static Timing of(int runs, IntConsumer run) {
    for (int i = 0; i < Math.min(runs, 300); i++) {
      run.accept(i);
    }
    double[] wall = new double[runs];
    double[] cpu = new double[runs];
    for (int i = 0; i < runs; i++) {
      long wallBefore = System.nanoTime();
      long cpuBefore = THREADS.getCurrentThreadCpuTime();
      run.accept(i);
      cpu[i] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6;
      wall[i] = (System.nanoTime() - wallBefore) / 1e6;
    }
    Arrays.sort(wall);
    Arrays.sort(cpu);
    return new Timing(wall, cpu);
  }

  double cpuMedian() {
    return cpu[cpu.length / 2];
  }

  double wallMedian() {
    return wall[wall.length / 2];
  }

  double wall99() {
    return wall[wall.length * 99 / 100];
  }

  /** Four cells of a Markdown table: CPU p50, CPU p99, wall p50, wall p99. */
  String cells() {
    return "%.2f | %.2f | %.2f | %.2f"
        .formatted(cpuMedian(), cpu[cpu.length * 99 / 100], wallMedian(), wall99());
  }
}
