package dev.lince.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageWriter;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes rasters by the JDK's JPEG writer: sequential, 4:2:0, with a JFIF header and nothing else
 * beside the picture.
 */
final class BaselineJpeg {
  private static final float QUALITY = 0.82f;

  private static final ColorModel RGB =
      new ComponentColorModel(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          false,
          false,
          ColorModel.OPAQUE,
          DataBuffer.TYPE_BYTE);

  private BaselineJpeg() {}

  static byte[] encode(Raster raster) {
    ImageWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      JPEGImageWriteParam how = new JPEGImageWriteParam(null);
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      how.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
      how.setOptimizeHuffmanTables(true);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image(raster), null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("A thumbnail cannot be written to memory.", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Around the raster's own bytes, which are not copied. */
  private static BufferedImage image(Raster raster) {
    byte[] rgb = raster.rgb();
    return new BufferedImage(
        RGB,
        java.awt.image.Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            raster.width(),
            raster.height(),
            3 * raster.width(),
            3,
            new int[] {0, 1, 2},
            null),
        false,
        null);
  }

  /** The JDK's own: which one comes first is not said. */
  private static ImageWriter writer() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (!(writer instanceof JPEGImageWriter)) {
        return writer;
      }
      writer.dispose();
    }
    throw new IllegalStateException("This Java has no JPEG writer.");
  }
}
