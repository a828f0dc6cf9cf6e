package dev.lince.benchmarks.visual;

import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.Raster;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How often the visual embedder finds a picture by an edited copy of it, among all originals.
 * Originals are the pictures of the folders that are given (edits of each other apart) and drawn
 * ones, both at most 512 pixels wide and high.
 */
public final class VisualCopies {
  private static final int LONGEST = 512;
  private static final int DRAWN = 140;

  /** Beyond the seeds whose pictures the embedder's centre was measured on. */
  private static final long FIRST_SEED = 100_000;

  private static final double LEAST_RECALL = .9;

  private VisualCopies() {}

  /**
   * Prints a Markdown table; ends with 1 where the mean recall is below {@value #LEAST_RECALL}.
   *
   * @param args folders of pictures
   */
  public static void main(String[] args) {
    List<Raster> originals =
        Stream.concat(
                Stream.of(args)
                    .flatMap(folder -> Pictures.originalsBelow(Path.of(folder)).stream())
                    .map(Pictures::read)
                    .map(VisualCopies::atMostLongest),
                LongStream.range(FIRST_SEED, FIRST_SEED + DRAWN).mapToObj(DrawnImage::of))
            .toList();
    VisualEmbedder embedder = new VisualEmbedder();
    List<float[]> index = originals.parallelStream().map(embedder::embedImage).toList();

    System.out.printf("%d originals, %d of them drawn%n%n", originals.size(), DRAWN);
    System.out.println("| edit | recall@1 |\n| --- | --- |");
    double sum = 0;
    int counted = 0;
    for (Edit edit : Edit.values()) {
      double recall = recall(edit, originals, index, embedder);
      System.out.printf("| %s | %.3f |%n", edit.title, recall);
      sum += edit.counts() ? recall : 0;
      counted += edit.counts() ? 1 : 0;
    }
    System.out.printf("| mean without mirror and rotation | %.3f |%n", sum / counted);
    if (originals.size() < 200 || sum / counted < LEAST_RECALL) {
      System.err.printf(
          "At least %.2f of the copies of 200 or more pictures must be found.%n", LEAST_RECALL);
      System.exit(1);
    }
  }

  private static double recall(
      Edit edit, List<Raster> originals, List<float[]> index, VisualEmbedder embedder) {
    long found =
        IntStream.range(0, originals.size())
            .parallel()
            .filter(
                i -> {
                  Raster copy = edit.apply(originals.get(i), random(i, edit));
                  return Neighbours.ranked(embedder.embedImage(copy), index)[0] == i;
                })
            .count();
    return (double) found / originals.size();
  }

  /** Multiplied, since the first numbers of neighbouring seeds resemble each other. */
  private static Random random(int picture, Edit edit) {
    return new Random((31L * picture + edit.title.hashCode()) * 0x9E3779B97F4A7C15L);
  }

  private static Raster atMostLongest(Raster raster) {
    double scale = (double) LONGEST / Math.max(raster.width(), raster.height());
    return scale >= 1
        ? raster
        : Warp.resized(
            raster,
            (int) Math.max(1, Math.round(raster.width() * scale)),
            (int) Math.max(1, Math.round(raster.height() * scale)));
  }
}
