package dev.lince.benchmarks.visual;

import dev.lince.embed.visual.VisualEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether what the visual embedder finds for a photograph shows the same kind of thing: precision
 * at 5 over the groups of {@code groups.csv}, all of its pictures in the index.
 */
public final class VisualLikeness {
  private static final int K = 5;
  private static final double LEAST_PRECISION = .3;

  private VisualLikeness() {}

  /**
   * Prints a Markdown table; ends with 1 where the mean precision is below {@value
   * #LEAST_PRECISION}.
   *
   * @param args the folder that {@code scripts/fetch-gcompris.sh} filled; then, if wanted, a folder
   *     for contact sheets of each query with its five nearest
   */
  public static void main(String[] args) throws IOException {
    List<LabelledImage> images = LabelledImage.all(Path.of(args[0]));
    VisualEmbedder embedder = new VisualEmbedder();
    List<float[]> index =
        images.parallelStream()
            .map(image -> embedder.embedImage(Pictures.read(image.file())))
            .toList();
    List<int[]> rankings = index.stream().map(vector -> Neighbours.ranked(vector, index)).toList();

    System.out.printf("%d pictures%n%n", images.size());
    System.out.println("| group | pictures | precision at 5 | by chance |");
    System.out.println("| --- | --- | --- | --- |");
    List<String> groups = LabelledImage.groups(images);
    double sum = 0;
    double chances = 0;
    for (String group : groups) {
      int size = LabelledImage.sizeOf(group, images);
      double precision = precision(group, size, images, rankings);
      double chance = (size - 1.0) / (images.size() - 1);
      System.out.printf("| %s | %d | %.3f | %.3f |%n", group, size, precision, chance);
      sum += precision;
      chances += chance;
    }
    double mean = sum / groups.size();
    System.out.printf("| mean | | %.3f | %.3f |%n", mean, chances / groups.size());
    if (args.length > 1) {
      ContactSheet.writeAll(images, rankings, Path.of(args[1]));
    }
    if (mean < LEAST_PRECISION) {
      System.err.printf("The mean precision must be at least %.2f.%n", LEAST_PRECISION);
      System.exit(1);
    }
  }

  /** The mean over the group's pictures of the share of its kind among the nearest others. */
  private static double precision(
      String group, int size, List<LabelledImage> images, List<int[]> rankings) {
    int k = Math.min(K, size - 1);
    double sum = 0;
    for (int query = 0; query < images.size(); query++) {
      if (images.get(query).group().equals(group)) {
        int seen = 0;
        int right = 0;
        for (int other : rankings.get(query)) {
          if (other != query && seen < k) {
            seen++;
            right += images.get(other).group().equals(group) ? 1 : 0;
          }
        }
        sum += (double) right / k;
      }
    }
    return sum / size;
  }
}
