package dev.lince.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** The two ways in which the decoding of any bytes at all may end. */
final class Outcomes {
  private Outcomes() {}

  /** The raster, which has the size that the header says, or null if the bytes were refused. */
  static @Nullable Raster rasterOrRefusal(ImageDecoder decoder, byte[] bytes) {
    Raster raster;
    try {
      raster = decoder.decode(bytes);
    } catch (ImageRefused refusal) {
      assertThat(refusal.getMessage()).startsWith("The ").endsWith(".");
      return null;
    }
    ImageHeader header = decoder.inspect(bytes);
    assertThat(raster.sourceWidth()).isEqualTo(header.width());
    assertThat(raster.sourceHeight()).isEqualTo(header.height());
    return raster;
  }
}
