package dev.lince.store.pgvector;

import java.util.ArrayList;
import java.util.List;

/**
 * Which indexes the vectors of another space get: those that the table has now, in their names and
 * with their parameters. In Lince's own table that of the precision which is asked for takes the
 * place of the others; beside another program's index, which its searches need, it is one more.
 *
 * @param extension decides how they may be built
 */
record VectorIndexChoice(IndexPrecision precision, Extension extension) {
  private static final String PARAMETERS = " WITH (m='16', ef_construction='64')";
  private static final String FULL = "hnsw (embedding vector_l2_ops)" + PARAMETERS;
  private static final String HALF =
      "hnsw (((embedding)::halfvec(%d)) halfvec_l2_ops)" + PARAMETERS;

  /**
   * @param found of the table as it is
   * @param adopted whether the table is another program's
   */
  List<TableIndex> of(List<TableIndex> found, int dimension, boolean adopted) {
    List<TableIndex> chosen = new ArrayList<>();
    for (TableIndex index : found) {
      chosen.add(index.isOfVectors() ? index.withDimension(dimension) : index);
    }
    boolean half = precision == IndexPrecision.HALF;
    if (half && chosen.stream().noneMatch(VectorIndexChoice::isHalf)) {
      chosen.add(TableIndex.ofVectors(IndexBuild.HALF, HALF.formatted(dimension)));
    }
    if (half && !adopted) {
      chosen.removeIf(index -> index.isOfVectors() && !isHalf(index));
    }
    if (!half && !adopted && chosen.stream().noneMatch(TableIndex::isOfVectors)) {
      chosen.add(TableIndex.ofVectors(IndexBuild.FULL, FULL));
    }
    return chosen;
  }

  private static boolean isHalf(TableIndex index) {
    return index.isOfVectors() && index.definition().contains("halfvec");
  }
}
