package dev.lince.embed.clip;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * What {@code preprocessor_config.json} says: how a raster becomes the input of the image tower.
 *
 * @param size what the whole image is resized to
 * @param cropWidth width of the centre that is kept, in pixels
 * @param cropHeight height of the centre that is kept, in pixels
 * @param rescaleFactor what byte values are multiplied by
 * @param mean subtracted after that, for red, green, blue
 * @param std divided by after that, for red, green, blue
 */
record PreprocessorConfig(
    Size size, int cropWidth, int cropHeight, double rescaleFactor, float[] mean, float[] std) {
  private static final int BICUBIC = 3;

  /** Throws {@link dev.lince.embed.EmbedException.ModelBroken} for what Lince does not do. */
  static PreprocessorConfig read(Path path) {
    JsonFile file = JsonFile.read(path);
    for (String step : new String[] {"do_resize", "do_rescale", "do_normalize"}) {
      file.requireNotFalse(step);
    }
    JsonNode resample = file.root().path("resample");
    if (resample.asInt(-1) != BICUBIC) {
      throw file.wrong("resample", resample, "only 3, bicubic, is supported");
    }
    Size size = readSize(file);
    Size.Exact crop = readCrop(file, size);
    return new PreprocessorConfig(
        size,
        crop.width(),
        crop.height(),
        file.number("rescale_factor"),
        file.colours("image_mean"),
        file.colours("image_std"));
  }

  private static Size readSize(JsonFile file) {
    JsonNode node = file.root().path("size");
    if (node.isNumber()) {
      return new Size.ShortestEdge(file.size(file.root(), "size"));
    }
    if (node.has("shortest_edge")) {
      return new Size.ShortestEdge(file.size(node, "shortest_edge"));
    }
    return new Size.Exact(file.size(node, "width"), file.size(node, "height"));
  }

  private static Size.Exact readCrop(JsonFile file, Size size) {
    JsonNode node = file.root().path("crop_size");
    boolean crops = file.root().path("do_center_crop").asBoolean(!node.isMissingNode());
    if (!crops && size instanceof Size.Exact exact) {
      return exact;
    }
    if (!crops) {
      throw file.wrong(
          "do_center_crop",
          file.root().path("do_center_crop"),
          "where \"size\" has only a shortest edge, true is needed");
    }
    Size.Exact crop =
        node.isNumber()
            ? new Size.Exact(
                file.size(file.root(), "crop_size"), file.size(file.root(), "crop_size"))
            : new Size.Exact(file.size(node, "width"), file.size(node, "height"));
    if (crop.width() > size.leastWidth() || crop.height() > size.leastHeight()) {
      throw file.wrong("crop_size", node, "it must not be larger than \"size\"");
    }
    return crop;
  }

  /** The size of a whole image after it was resized, in pixels: of a thin line, beyond int. */
  record Resized(long width, long height) {}

  /** What a whole image is resized to. */
  sealed interface Size {
    /** The size that an image of {@code imageWidth} × {@code imageHeight} pixels gets. */
    Resized of(int imageWidth, int imageHeight);

    /** The least width that {@link #of} gives. */
    int leastWidth();

    /** The least height that {@link #of} gives. */
    int leastHeight();

    /** The shorter side gets {@code pixels}; the longer one keeps the proportion, cut to whole. */
    record ShortestEdge(int pixels) implements Size {
      @Override
      public Resized of(int imageWidth, int imageHeight) {
        long longEdge =
            (long) pixels * Math.max(imageWidth, imageHeight) / Math.min(imageWidth, imageHeight);
        return imageWidth <= imageHeight
            ? new Resized(pixels, longEdge)
            : new Resized(longEdge, pixels);
      }

      @Override
      public int leastWidth() {
        return pixels;
      }

      @Override
      public int leastHeight() {
        return pixels;
      }
    }

    /** Whatever the proportion was. */
    record Exact(int width, int height) implements Size {
      @Override
      public Resized of(int imageWidth, int imageHeight) {
        return new Resized(width, height);
      }

      @Override
      public int leastWidth() {
        return width;
      }

      @Override
      public int leastHeight() {
        return height;
      }
    }
  }
}
