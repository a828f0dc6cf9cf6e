package dev.lince.search;

import dev.lince.store.Similarity;
import dev.lince.store.StoredImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses pictures that lie far apart, so that a few show the range of many: the greedy traversal
 * of T. F. Gonzalez, Clustering to minimize the maximum intercluster distance, Theoretical Computer
 * Science 38 (1985). The first is the most central one; each further one is the farthest from all
 * before it. So the first n of a choice are the choice of n, and no picture lies more than twice as
 * far from the n chosen as it has to with any n.
 */
public final class FarthestFirst {
  private static final double CHOSEN = Double.POSITIVE_INFINITY;

  private FarthestFirst() {}

  /**
   * Chooses among images, whatever their order is; of several that are equally far the one with the
   * least id. Takes as many comparisons as there are images times {@code count}.
   *
   * @param images whose unit vectors are of one dimension
   * @param count how many, at least 0; all of them where there are fewer
   * @return in the order in which they were chosen
   */
  public static List<StoredImage> of(List<StoredImage> images, int count) {
    List<StoredImage> all =
        images.stream().sorted(Comparator.comparingInt(one -> one.image().id())).toList();
    double[] similarity = new double[all.size()];
    Arrays.fill(similarity, Double.NEGATIVE_INFINITY);
    List<StoredImage> chosen = new ArrayList<>();
    int next = mostCentral(all);
    while (chosen.size() < Math.min(count, all.size())) {
      chosen.add(all.get(next));
      similarity[next] = CHOSEN;
      next = farthest(all, chosen.getLast(), similarity);
    }
    return List.copyOf(chosen);
  }

  /** That nearest to the mean; 0 where there is none at all. */
  private static int mostCentral(List<StoredImage> all) {
    float[] sum = new float[all.isEmpty() ? 0 : all.getFirst().vector().length];
    for (StoredImage one : all) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one.vector()[i];
      }
    }
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < all.size(); i++) {
      double towards = Similarity.dot(all.get(i).vector(), sum);
      if (towards > most) {
        most = towards;
        best = i;
      }
    }
    return best;
  }

  /**
   * The image that is least similar to the chosen ones.
   *
   * @param similarity of each to the chosen one that is most like it; brought up to date
   */
  private static int farthest(List<StoredImage> all, StoredImage last, double[] similarity) {
    int farthest = 0;
    for (int i = 0; i < similarity.length; i++) {
      if (similarity[i] != CHOSEN) {
        similarity[i] = Math.max(similarity[i], Similarity.dot(last.vector(), all.get(i).vector()));
      }
      if (similarity[i] < similarity[farthest]) {
        farthest = i;
      }
    }
    return farthest;
  }
}
