package dev.lince.embed.visual;

/**
 * Sums of a canvas's pixels in a square grid of cells, several channels a cell. A pixel is shared
 * between the four nearest cells by its distance from their centres, so that a small shift of the
 * picture changes the sums a little only. For one canvas and one thread.
 */
final class CellGrid {
  private final int cells;
  private final int channels;
  private final float[] sums;
  private final Axis columns;
  private final Axis rows;

  CellGrid(int cells, int channels, int width, int height) {
    this.cells = cells;
    this.channels = channels;
    this.sums = new float[cells * cells * channels];
    this.columns = Axis.of(cells, width);
    this.rows = Axis.of(cells, height);
  }

  void add(int x, int y, int channel, float value) {
    float right = columns.share[x] * value;
    float left = value - right;
    int upper = rows.cell[y] * cells;
    int lower = Math.min(rows.cell[y] + 1, cells - 1) * cells;
    int column = columns.cell[x];
    int next = Math.min(column + 1, cells - 1);
    float below = rows.share[y];
    sums[(upper + column) * channels + channel] += left * (1 - below);
    sums[(upper + next) * channels + channel] += right * (1 - below);
    sums[(lower + column) * channels + channel] += left * below;
    sums[(lower + next) * channels + channel] += right * below;
  }

  float sum(int column, int row, int channel) {
    return sums[(row * cells + column) * channels + channel];
  }

  /**
   * @param cell the lower one of the two cells of each pixel
   * @param share of the upper one, 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Axis(int[] cell, float[] share) {
    static Axis of(int cells, int pixels) {
      int[] cell = new int[pixels];
      float[] share = new float[pixels];
      for (int i = 0; i < pixels; i++) {
        float position = Math.clamp((i + .5f) * cells / pixels - .5f, 0, cells - 1);
        cell[i] = (int) position;
        share[i] = position - cell[i];
      }
      return new Axis(cell, share);
    }
  }
}
