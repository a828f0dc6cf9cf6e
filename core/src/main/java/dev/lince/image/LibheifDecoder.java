package dev.lince.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HEIC and AVIF by the system's libheif, which brings decoders for both, or takes them from
 * plug-ins. It turns and crops the picture itself; alpha is dropped, deeper samples come as 8 bits.
 *
 * <p>To be called on platform threads. Tiles are decoded one after the other in the caller's
 * thread, so that no more memory is in use than the guard has counted. Whatever a call makes is
 * given back before it returns.
 */
final class LibheifDecoder implements HeifDecoder {
  private static final Logger log = LoggerFactory.getLogger(LibheifDecoder.class);

  private static final int COLOURS_RGB = 1;
  private static final int INTERLEAVED_RGB = 10;
  private static final int UNSUPPORTED_FILE_TYPE = 3;
  private static final int UNSUPPORTED_FEATURE = 4;
  private static final int PLUGIN_MISSING = 12;

  private final Libheif library;
  private final ImageLimits limits;

  LibheifDecoder(Libheif library, ImageLimits limits) {
    this.library = library;
    this.limits = limits;
  }

  @Override
  public Raster decode(HeifFile file) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] array = file.bytes().array();
      MemorySegment encoded = arena.allocate(array.length);
      encoded.copyFrom(MemorySegment.ofArray(array));
      MemorySegment context = library.newContext(limits);
      try {
        require(library.read(arena, context, encoded), file);
        return primary(arena, context, file);
      } finally {
        library.freeContext(context);
      }
    }
  }

  private Raster primary(Arena arena, MemorySegment context, HeifFile file) {
    MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
    require(library.primaryHandle(arena, context, place), file);
    MemorySegment handle = place.get(ValueLayout.ADDRESS, 0);
    try {
      requireSize(library.handleWidth(handle), library.handleHeight(handle), file);
      require(library.decode(arena, handle, place, COLOURS_RGB, INTERLEAVED_RGB), file);
      MemorySegment image = place.get(ValueLayout.ADDRESS, 0);
      try {
        return raster(arena, image, file);
      } finally {
        library.releaseImage(image);
      }
    } finally {
      library.releaseHandle(handle);
    }
  }

  private Raster raster(Arena arena, MemorySegment image, HeifFile file) {
    int width = file.width();
    int height = file.height();
    requireSize(
        library.imageWidth(image, INTERLEAVED_RGB),
        library.imageHeight(image, INTERLEAVED_RGB),
        file);
    MemorySegment stride = arena.allocate(ValueLayout.JAVA_INT);
    MemorySegment rows = library.plane(image, INTERLEAVED_RGB, stride);
    int pitch = stride.get(ValueLayout.JAVA_INT, 0);
    if (rows.address() == 0 || pitch < 3 * width) {
      throw file.bytes().corrupt("its data are damaged");
    }
    byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    MemorySegment plane = Libheif.sized(rows, (long) pitch * (height - 1) + 3L * width);
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(
          plane, ValueLayout.JAVA_BYTE, (long) y * pitch, rgb, 3 * y * width, 3 * width);
    }
    return new Raster(width, height, rgb);
  }

  private static void requireSize(int width, int height, HeifFile file) {
    if (width != file.width() || height != file.height()) {
      throw file.bytes().corrupt("its header and its data tell different sizes");
    }
  }

  private static void require(Libheif.Outcome outcome, HeifFile file) {
    if (outcome.isOk()) {
      return;
    }
    log.debug("libheif refuses a picture: {}", outcome);
    boolean undecodable =
        outcome.code() == UNSUPPORTED_FEATURE
            || outcome.code() == UNSUPPORTED_FILE_TYPE
            || outcome.code() == PLUGIN_MISSING;
    if (undecodable) {
      throw MissingHeif.NO_DECODER.refusal(file);
    }
    throw file.bytes().corrupt("its data are damaged");
  }
}
