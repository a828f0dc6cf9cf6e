package dev.lince.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The fallback where natives are missing: JPEG by the JDK's reader, with what TwelveMonkeys mends
 * in it; no WebP. It gives the samples as they are stored and the colours are computed here, so
 * that ICC profiles stay ignored and the result is the reference's, bit for bit.
 *
 * <p>Reads every pixel, whatever may shrink: the JDK has no way to.
 *
 * @param whyNoWebp a clause that ends the refusal of a WebP
 */
record JavaDecoder(String whyNoWebp) implements LossyDecoder {
  static final JavaDecoder CAUTIOUS =
      new JavaDecoder(
          "LINCE_DECODER=java keeps pictures away from native code. LINCE_DECODER=auto would read"
              + " it");

  static final JavaDecoder WITHOUT_NATIVES =
      new JavaDecoder("it has no native decoder for it. JPEG, PNG, GIF, BMP and TIFF can be read");

  @Override
  public Raster decode(JpegFile file, Orientation orientation, JpegShrink shrink) {
    java.awt.image.Raster samples = samples(file);
    boolean asExpected =
        samples.getWidth() == file.width()
            && samples.getHeight() == file.height()
            && samples.getNumBands() == file.colours().components;
    if (!asExpected) {
      throw file.bytes().corrupt("its header and its data tell different sizes");
    }
    UprightCanvas canvas = new UprightCanvas(file.width(), file.height(), orientation);
    int[] row = new int[file.width() * file.colours().components];
    for (int y = 0; y < file.height(); y++) {
      samples.getPixels(0, y, file.width(), 1, row);
      JpegColours.putRow(file, row, canvas, y);
    }
    return canvas.raster();
  }

  @Override
  public Raster decode(WebpFile file, Orientation orientation) {
    throw new ImageRefused.NoDecoder(
        String.format(
            Locale.ROOT,
            "The content is a WebP picture, which Lince cannot read on this machine: %s.",
            whyNoWebp));
  }

  private static java.awt.image.Raster samples(JpegFile file) {
    ImageReader reader = reader();
    try (MemoryCacheImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bytes().array()))) {
      reader.setInput(stream, true, true);
      return reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      throw (ImageRefused) file.bytes().corrupt("its data are damaged").initCause(e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader instanceof JPEGImageReader) {
        return reader;
      }
    }
    throw new IllegalStateException("The JPEG reader of TwelveMonkeys is not on the class path.");
  }
}
