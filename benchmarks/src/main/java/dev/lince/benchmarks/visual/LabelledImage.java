package dev.lince.benchmarks.visual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A row of {@code groups.csv}.
 *
 * @param file the picture
 * @param group what it shows; empty where nothing else in the set shows that
 */
public record LabelledImage(Path file, String group) {
  /** All rows, whose files lie in {@code folder}. */
  public static List<LabelledImage> all(Path folder) throws IOException {
    try (InputStream in = LabelledImage.class.getResourceAsStream("groups.csv")) {
      if (in == null) {
        throw new IllegalStateException("The file groups.csv is missing beside this class.");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(row -> row.split(",", -1))
          .map(row -> new LabelledImage(folder.resolve(row[0]).resolve(row[1]), row[2]))
          .toList();
    }
  }

  static List<String> groups(List<LabelledImage> images) {
    return images.stream()
        .map(LabelledImage::group)
        .filter(group -> !group.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  static int sizeOf(String group, List<LabelledImage> images) {
    return (int) images.stream().filter(image -> image.group().equals(group)).count();
  }
}
