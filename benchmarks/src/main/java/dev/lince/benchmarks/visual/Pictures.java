package dev.lince.benchmarks.visual;

import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads pictures from files. */
public final class Pictures {
  private static final ImageDecoder DECODER =
      new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
  private static final Set<String> ENDINGS = Set.of("jpg", "png", "webp", "gif", "bmp");

  private Pictures() {}

  /** The picture of a file. */
  public static Raster read(Path file) {
    try {
      return decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Raster decode(byte[] bytes) {
    return DECODER.decode(bytes);
  }

  /**
   * The picture files below {@code folder}, sorted, without those that are edits of another one
   * there: {@code chelsea-crop.jpg} is one if there is a {@code chelsea} of any type beside it.
   */
  static List<Path> originalsBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> pictures = files.filter(file -> ENDINGS.contains(ending(file))).sorted().toList();
      Set<Path> stems = pictures.stream().map(Pictures::stem).collect(Collectors.toSet());
      return pictures.stream().filter(file -> !isEditOfOneOf(stems, file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEditOfOneOf(Set<Path> stems, Path file) {
    String name = stem(file).getFileName().toString();
    for (int dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1)) {
      if (stems.contains(file.resolveSibling(name.substring(0, dash)))) {
        return true;
      }
    }
    return false;
  }

  private static Path stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(dot < 0 ? name : name.substring(0, dot));
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
