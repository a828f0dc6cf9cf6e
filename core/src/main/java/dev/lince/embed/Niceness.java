package dev.lince.embed;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much more willingly than the process a thread leaves the cores to others: what computes for
 * long stretches gives way to the threads that talk to clients, which need a core for moments only.
 * Java's own priorities do nothing of the kind on Linux; {@code nice} does, where it is each
 * thread's own (nice(2), «C library/kernel differences»). Elsewhere nothing happens.
 */
enum Niceness {
  /** Of what someone waits for. */
  SEARCH(5),

  /** Of what nobody waits for. */
  BULK(10);

  private static final Logger log = LoggerFactory.getLogger(Niceness.class);
  private static final int REFUSED = -1;

  private final int value;

  Niceness(int value) {
    this.value = value;
  }

  /** Gives it to the thread that calls, a platform thread, for the rest of its life. */
  void take() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return;
    }
    try {
      int now = (int) Nice.HANDLE.invokeExact(value);
      if (now == REFUSED) {
        log.debug("The system refuses a niceness that is higher by {}", value);
      }
    } catch (Throwable failed) {
      log.debug("The niceness of a thread cannot be set", failed);
    }
  }

  private static final class Nice {
    static final MethodHandle HANDLE = handle();

    @SuppressWarnings("restricted")
    private static MethodHandle handle() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("nice"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
  }
}
