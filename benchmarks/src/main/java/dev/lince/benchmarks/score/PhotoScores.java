package dev.lince.benchmarks.score;

import dev.lince.benchmarks.visual.Edit;
import dev.lince.benchmarks.visual.LabelledImage;
import dev.lince.benchmarks.visual.Pictures;
import dev.lince.embed.visual.VisualEmbedder;
import dev.lince.image.Raster;
import dev.lince.store.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rules on labelled photographs in the {@code visual} space: by copies, where what is related
 * is beyond doubt, and by subject, which {@code visual} hardly knows.
 */
public final class PhotoScores {
  private static final long SEED = 3;

  private PhotoScores() {}

  /**
   * Prints the tables.
   *
   * @param args the folder that {@code scripts/fetch-gcompris.sh} filled
   */
  public static void main(String[] args) throws IOException {
    List<LabelledImage> images = LabelledImage.all(Path.of(args[0]));
    VisualEmbedder embedder = new VisualEmbedder();
    List<float[]> vectors =
        images.stream().map(image -> embedder.embedImage(Pictures.read(image.file()))).toList();
    System.out.printf("%d photographs%n%nEdited copies%n%n", images.size());
    List<Results> copies = copies(images, vectors, embedder);
    Table.overall(Rule.all(copies), copies);
    System.out.printf("By subject%n%n");
    List<Results> subjects = subjects(images, vectors);
    Table.overall(Rule.all(subjects), subjects);
  }

  /** Each photograph edited, looked for among all, and among all but itself. */
  private static List<Results> copies(
      List<LabelledImage> images, List<float[]> vectors, VisualEmbedder embedder) {
    List<Results> all = new ArrayList<>();
    Random random = new Random(SEED);
    for (int i = 0; i < images.size(); i++) {
      Raster original = Pictures.read(images.get(i).file());
      for (Edit edit : Edit.values()) {
        if (edit.counts()) {
          int copied = i;
          float[] query = embedder.embedImage(edit.apply(original, random));
          int[] without = IntStream.range(0, vectors.size()).filter(j -> j != copied).toArray();
          int[] with = IntStream.range(0, vectors.size()).toArray();
          all.add(search(query, vectors, with, j -> j == copied));
          all.add(search(query, vectors, without, _ -> false));
        }
      }
    }
    return all;
  }

  /** Each photograph looked for among the others, and among those of other subjects. */
  private static List<Results> subjects(List<LabelledImage> images, List<float[]> vectors) {
    List<Results> all = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      int query = i;
      String group = images.get(i).group();
      Related sameGroup = j -> !group.isEmpty() && images.get(j).group().equals(group);
      int[] others = IntStream.range(0, vectors.size()).filter(j -> j != query).toArray();
      int[] strangers = Arrays.stream(others).filter(j -> !sameGroup.test(j)).toArray();
      if (!group.isEmpty()) {
        all.add(search(vectors.get(i), vectors, others, sameGroup));
      }
      all.add(search(vectors.get(i), vectors, strangers, _ -> false));
    }
    return all;
  }

  private interface Related {
    boolean test(int image);
  }

  private static Results search(
      float[] query, List<float[]> vectors, int[] library, Related related) {
    record Found(double similarity, boolean related) {}
    List<Found> found =
        Arrays.stream(library)
            .mapToObj(j -> new Found(Similarity.of(query, vectors.get(j)), related.test(j)))
            .sorted(Comparator.comparingDouble(Found::similarity).reversed())
            .toList();
    double[] similarities = found.stream().mapToDouble(Found::similarity).toArray();
    boolean[] right = new boolean[library.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = found.get(i).related();
    }
    boolean present = found.stream().anyMatch(Found::related);
    return new Results(similarities, right, similarities.clone(), library.length, present);
  }
}
