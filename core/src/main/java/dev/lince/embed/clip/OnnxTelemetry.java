package dev.lince.embed.clip;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Keeps ONNX Runtime from reporting to its maker. Since 1.29 its packages for Linux and macOS do so
 * unless {@code ORT_DISABLE_TELEMETRY} is in the environment before the first session
 * (microsoft/onnxruntime #27379); with it, the library opens no connection, writes no identifier,
 * and does not parse the command line, which ended the process where that was longer than 4 KB.
 * Java cannot change its own environment, so the C library is asked to.
 */
final class OnnxTelemetry {
  static final String OPT_OUT = "ORT_DISABLE_TELEMETRY";

  private static final Linker LINKER = Linker.nativeLinker();

  private OnnxTelemetry() {}

  /** To be called before ONNX Runtime's first class is loaded. */
  @SuppressWarnings("restricted")
  static void forbid() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return; // There it is the environment object's own switch that counts.
    }
    MethodHandle setenv =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int) setenv.invokeExact(arena.allocateFrom(OPT_OUT), arena.allocateFrom("1"), 1);
      if (failed != 0) {
        throw new IllegalStateException("The C library cannot set " + OPT_OUT + ".");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The C library cannot be called.", e);
    }
  }
}
