package dev.lince.image;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libheif's C interface (heif.h, versions from 1.10) that reading one picture
 * takes. Each method is one call; who gets a context, a handle or an image gives it back.
 */
@SuppressWarnings("restricted")
final class Libheif {
  /** As the loader finds them, and where Homebrew and MacPorts put it. */
  static final List<String> NAMES =
      List.of(
          "libheif.so.1",
          "libheif.1.dylib",
          "/opt/homebrew/lib/libheif.1.dylib",
          "/usr/local/lib/libheif.1.dylib",
          "/opt/local/lib/libheif.1.dylib",
          "heif.dll",
          "libheif.dll");

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;
  private static final StructLayout ERROR =
      MemoryLayout.structLayout(INT.withName("code"), INT.withName("subcode"), POINTER);

  /** {@code max_image_size_pixels} behind a version of one byte. */
  private static final long PIXEL_LIMIT_AT = 8;

  private static final int DECODE_IN_THE_CALLERS_THREAD = 0;

  /** What libheif says about a call: 0 is good. */
  record Outcome(int code, int subcode) {
    boolean isOk() {
      return code == 0;
    }
  }

  private final MethodHandle newContext;
  private final MethodHandle freeContext;
  private final MethodHandle read;
  private final MethodHandle primaryHandle;
  private final MethodHandle releaseHandle;
  private final MethodHandle handleWidth;
  private final MethodHandle handleHeight;
  private final MethodHandle decode;
  private final MethodHandle releaseImage;
  private final MethodHandle imageWidth;
  private final MethodHandle imageHeight;
  private final MethodHandle plane;
  private final @Nullable MethodHandle setThreads;
  private final @Nullable MethodHandle securityLimits;

  private Libheif(SymbolLookup symbols) {
    newContext = handle(symbols, "heif_context_alloc", FunctionDescriptor.of(POINTER));
    freeContext = handle(symbols, "heif_context_free", FunctionDescriptor.ofVoid(POINTER));
    read =
        handle(
            symbols,
            "heif_context_read_from_memory_without_copy",
            FunctionDescriptor.of(ERROR, POINTER, POINTER, ValueLayout.JAVA_LONG, POINTER));
    primaryHandle =
        handle(
            symbols,
            "heif_context_get_primary_image_handle",
            FunctionDescriptor.of(ERROR, POINTER, POINTER));
    releaseHandle =
        handle(symbols, "heif_image_handle_release", FunctionDescriptor.ofVoid(POINTER));
    handleWidth =
        handle(symbols, "heif_image_handle_get_width", FunctionDescriptor.of(INT, POINTER));
    handleHeight =
        handle(symbols, "heif_image_handle_get_height", FunctionDescriptor.of(INT, POINTER));
    decode =
        handle(
            symbols,
            "heif_decode_image",
            FunctionDescriptor.of(ERROR, POINTER, POINTER, INT, INT, POINTER));
    releaseImage = handle(symbols, "heif_image_release", FunctionDescriptor.ofVoid(POINTER));
    imageWidth = handle(symbols, "heif_image_get_width", FunctionDescriptor.of(INT, POINTER, INT));
    imageHeight =
        handle(symbols, "heif_image_get_height", FunctionDescriptor.of(INT, POINTER, INT));
    plane =
        handle(
            symbols,
            "heif_image_get_plane_readonly",
            FunctionDescriptor.of(POINTER, POINTER, INT, POINTER));
    setThreads =
        optional(
            symbols,
            "heif_context_set_max_decoding_threads",
            FunctionDescriptor.ofVoid(POINTER, INT));
    securityLimits =
        optional(
            symbols,
            "heif_context_get_security_limits",
            FunctionDescriptor.of(POINTER.withTargetLayout(limitsLayout()), POINTER));
    loadPlugIns(symbols);
  }

  /** The first library of these names that is there and has all functions; it stays loaded. */
  static Optional<Libheif> find(List<String> names) {
    return names.stream().map(Libheif::open).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Libheif> open(String name) {
    try {
      return Optional.of(new Libheif(SymbolLookup.libraryLookup(name, Arena.global())));
    } catch (IllegalArgumentException | UnsatisfiedLinkError absent) {
      return Optional.empty();
    }
  }

  private static MethodHandle handle(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
    MethodHandle found = optional(symbols, name, descriptor);
    if (found == null) {
      throw new UnsatisfiedLinkError("libheif has no " + name + ": it is older than 1.10.");
    }
    return found;
  }

  private static @Nullable MethodHandle optional(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
    return symbols
        .find(name)
        .map(address -> Linker.nativeLinker().downcallHandle(address, descriptor))
        .orElse(null);
  }

  private static MemoryLayout limitsLayout() {
    return MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_LONG);
  }

  /** Since 1.14: without it, libraries of plug-ins are not found by all versions. */
  private static void loadPlugIns(SymbolLookup symbols) {
    MethodHandle init = optional(symbols, "heif_init", FunctionDescriptor.of(ERROR, POINTER));
    if (init != null) {
      try (Arena arena = Arena.ofConfined()) {
        outcome((MemorySegment) init.invokeExact((SegmentAllocator) arena, MemorySegment.NULL));
      } catch (Throwable failure) {
        throw unexpected(failure);
      }
    }
  }

  /** An empty context; as far as the library's version has limits of its own, these are set. */
  MemorySegment newContext(ImageLimits limits) {
    try {
      MemorySegment context = (MemorySegment) newContext.invokeExact();
      if (context.address() == 0) {
        throw new OutOfMemoryError("libheif could not allocate a context.");
      }
      if (setThreads != null) {
        setThreads.invokeExact(context, DECODE_IN_THE_CALLERS_THREAD);
      }
      if (securityLimits != null) {
        MemorySegment own = (MemorySegment) securityLimits.invokeExact(context);
        if (own.address() != 0) {
          own.set(ValueLayout.JAVA_LONG, PIXEL_LIMIT_AT, limits.maxPixels());
        }
      }
      return context;
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  void freeContext(MemorySegment context) {
    try {
      freeContext.invokeExact(context);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  /** The bytes must stay until the context is freed. */
  Outcome read(Arena arena, MemorySegment context, MemorySegment encoded) {
    try {
      return outcome(
          (MemorySegment)
              read.invokeExact(
                  (SegmentAllocator) arena,
                  context,
                  encoded,
                  encoded.byteSize(),
                  MemorySegment.NULL));
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  /** Writes a handle to {@code place}. */
  Outcome primaryHandle(Arena arena, MemorySegment context, MemorySegment place) {
    try {
      return outcome(
          (MemorySegment) primaryHandle.invokeExact((SegmentAllocator) arena, context, place));
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  void releaseHandle(MemorySegment handle) {
    try {
      releaseHandle.invokeExact(handle);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  int handleWidth(MemorySegment handle) {
    try {
      return (int) handleWidth.invokeExact(handle);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  int handleHeight(MemorySegment handle) {
    try {
      return (int) handleHeight.invokeExact(handle);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  /** Writes an image to {@code place}. */
  Outcome decode(Arena arena, MemorySegment handle, MemorySegment place, int colours, int chroma) {
    try {
      return outcome(
          (MemorySegment)
              decode.invokeExact(
                  (SegmentAllocator) arena, handle, place, colours, chroma, MemorySegment.NULL));
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  void releaseImage(MemorySegment image) {
    try {
      releaseImage.invokeExact(image);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  int imageWidth(MemorySegment image, int channel) {
    try {
      return (int) imageWidth.invokeExact(image, channel);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  int imageHeight(MemorySegment image, int channel) {
    try {
      return (int) imageHeight.invokeExact(image, channel);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  /** The rows of a channel, until the image is released; their distance goes to {@code stride}. */
  MemorySegment plane(MemorySegment image, int channel, MemorySegment stride) {
    try {
      return (MemorySegment) plane.invokeExact(image, channel, stride);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  /** What lies at a pointer, as far as the caller knows that it reaches. */
  static MemorySegment sized(MemorySegment pointer, long bytes) {
    return pointer.reinterpret(bytes);
  }

  private static Outcome outcome(MemorySegment error) {
    return new Outcome(error.get(INT, 0), error.get(INT, 4));
  }

  /** A downcall throws nothing of its own. */
  private static RuntimeException unexpected(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("A call of libheif failed in Java.", failure);
  }
}
