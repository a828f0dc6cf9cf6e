package dev.lince.library;

import dev.lince.embed.Embedder;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageRefused;
import dev.lince.image.Raster;
import dev.lince.store.Similarity;
import dev.lince.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds the files of rows that another program wrote, and compares. Pixels are decoded as the
 * reference does it, whatever else this start is set to.
 */
final class RowComparison {
  private static final Logger log = LoggerFactory.getLogger(RowComparison.class);

  private static final int FILES = 5;

  /**
   * Between what other decoders and resamplers of the same picture give, above 0.995, and what
   * another export of the same model gives: 0.95 to 0.99 where it is quantised or has another GELU.
   */
  private static final double LEAST_COSINE = 0.99;

  private final ImageFolders folders;
  private final long maxBytes;
  private final ImageDecoder decoder;

  RowComparison(ImageFolders folders, long maxBytes) {
    this.folders = folders;
    this.maxBytes = maxBytes;
    decoder =
        new ImageDecoder(
            new ImageLimits(maxBytes, ImageLimits.DEFAULT.maxPixels()), DecodeMode.EXACT);
  }

  /**
   * Compares up to five rows that have a file.
   *
   * @return how many could be compared
   * @throws LibraryException.OtherSpace where one differs
   */
  int compare(List<StoredImage> rows, Embedder embedder) {
    int compared = 0;
    for (StoredImage row : rows) {
      Optional<Raster> raster = folders.find(row.image().path()).flatMap(this::upright);
      if (raster.isPresent()) {
        requireAlike(row, embedder.embedImage(raster.get()), embedder.space().name());
        compared++;
      }
      if (compared == FILES) {
        break;
      }
    }
    return compared;
  }

  /** Pictures that EXIF turns are left out: not every program turns them. */
  private Optional<Raster> upright(Path file) {
    try {
      if (Files.size(file) > maxBytes) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      return decoder.inspect(bytes).orientation() == FileEmbedding.UPRIGHT
          ? Optional.of(decoder.decode(bytes))
          : Optional.empty();
    } catch (IOException | ImageRefused unread) {
      log.debug("{} is not compared: {}", file, unread.toString());
      return Optional.empty();
    }
  }

  private static void requireAlike(StoredImage row, float[] vector, String space) {
    double cosine = Similarity.of(row.vector(), vector);
    if (!(cosine >= LEAST_COSINE)) {
      throw new LibraryException.OtherSpace(
          "%s embeds with %s to another vector than the one that another program wrote for it (cosine %.4f, at least %.2f is needed): start with the model that made this database's vectors and name its space with LINCE_ADOPT_SPACE, or, if the file was changed since, delete its row."
              .formatted(row.image().path(), space, cosine, LEAST_COSINE));
    }
  }
}
