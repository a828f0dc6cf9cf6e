package dev.lince.embed.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has a switch of its own")
class OnnxTelemetryTest {
  @Test
  void isForbiddenInTheEnvironmentThatNativeCodeSees() throws Throwable {
    assertThat(Sessions.environment()).isNotNull();
    assertThat(nativeVariable(OnnxTelemetry.OPT_OUT)).isEqualTo("1");
  }

  @SuppressWarnings("restricted")
  private static String nativeVariable(String name) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle getenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("getenv"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = (MemorySegment) getenv.invokeExact(arena.allocateFrom(name));
      return value.equals(MemorySegment.NULL) ? "" : value.reinterpret(100).getString(0);
    }
  }
}
