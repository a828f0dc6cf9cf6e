package dev.lince.embed.visual;

/**
 * Where edges of which direction lie: histograms of oriented gradients (N. Dalal, B. Triggs,
 * «Histograms of Oriented Gradients for Human Detection», CVPR 2005) on a grid of {@value #GRID} ×
 * {@value #GRID} cells with {@value #DIRECTIONS} directions, without regard to the gradient's sign.
 * {@link Gradients} normalises contrast, so that cells need not overlap for that.
 *
 * <p>Each cell is added to its mirror image: a picture and its mirror image are described alike,
 * and half of the grid is enough. The square root of the sums keeps a few strong edges from
 * outweighing the rest.
 */
final class GradientLayout implements Descriptor {
  private static final int GRID = 6;
  private static final int DIRECTIONS = 8;

  @Override
  public int dimension() {
    return GRID * GRID / 2 * DIRECTIONS;
  }

  @Override
  public float[] describe(Canvas canvas, Gradients gradients) {
    CellGrid cells = new CellGrid(GRID, DIRECTIONS, canvas.width(), canvas.height());
    for (int y = 0, at = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++, at++) {
        float contrast = gradients.contrast()[at];
        if (contrast > 0) {
          float position = gradients.direction()[at] * DIRECTIONS;
          int lower = (int) position;
          float upper = position - lower;
          cells.add(x, y, lower % DIRECTIONS, contrast * (1 - upper));
          cells.add(x, y, (lower + 1) % DIRECTIONS, contrast * upper);
        }
      }
    }
    return foldMirrored(cells);
  }

  private float[] foldMirrored(CellGrid cells) {
    float[] folded = new float[dimension()];
    int at = 0;
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID / 2; column++) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
          int mirrored = (DIRECTIONS - direction) % DIRECTIONS;
          float sum =
              cells.sum(column, row, direction) + cells.sum(GRID - 1 - column, row, mirrored);
          folded[at++] = (float) Math.sqrt(sum);
        }
      }
    }
    return folded;
  }
}
