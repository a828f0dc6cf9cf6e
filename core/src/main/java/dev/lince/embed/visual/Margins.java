package dev.lince.embed.visual;

/**
 * Finds plain margins, so that a frame around a picture changes little and a thing on a plain
 * ground fills the canvas wherever it lay. A margin is what lies outside the first row or column
 * that differs from the mean colour of its side's outermost one. Where all four sides have one, it
 * may be a frame, and margins are looked for again inside of it: a picture with its own plain
 * ground is cut to the same part with a frame as without.
 */
final class Margins {
  /** Largest difference of a pixel from the margin's colour, in luma or either chroma. */
  private static final float TOLERANCE = .06f;

  /** Less than this part of a side left over: the picture is all margin, and stays whole. */
  private static final int LEAST_PART = 4;

  private static final int MOST_NESTED = 4;

  private final Canvas canvas;
  private int left;
  private int top;
  private int right;
  private int bottom;

  private Margins(Canvas canvas) {
    this.canvas = canvas;
    this.right = canvas.width();
    this.bottom = canvas.height();
  }

  /** The part of {@code whole}, which {@code canvas} shows, that is not margin. */
  static Canvas.Box contentOf(Canvas canvas, Canvas.Box whole) {
    Margins margins = new Margins(canvas);
    for (int nested = 0; nested < MOST_NESTED; nested++) {
      if (!margins.cutFrame()) {
        break;
      }
    }
    double scaleX = whole.width() / canvas.width();
    double scaleY = whole.height() / canvas.height();
    return new Canvas.Box(
        whole.left() + margins.left * scaleX,
        whole.top() + margins.top * scaleY,
        whole.left() + margins.right * scaleX,
        whole.top() + margins.bottom * scaleY);
  }

  /** Cuts off what is margin, if enough is left, and returns whether all four sides had one. */
  private boolean cutFrame() {
    int width = canvas.width();
    int corner = top * width + left;
    int columns = right - left;
    int rows = bottom - top;
    int fromLeft = depth(corner, 1, columns, width, rows);
    int fromRight = depth(corner + columns - 1, -1, columns, width, rows);
    int fromTop = depth(corner, width, rows, 1, columns);
    int fromBottom = depth(corner + (rows - 1) * width, -width, rows, 1, columns);
    if (columns - fromLeft - fromRight <= width / LEAST_PART
        || rows - fromTop - fromBottom <= canvas.height() / LEAST_PART) {
      return false;
    }
    left += fromLeft;
    right -= fromRight;
    top += fromTop;
    bottom -= fromBottom;
    return fromLeft > 0 && fromRight > 0 && fromTop > 0 && fromBottom > 0;
  }

  /**
   * How many lines of one side are margin, with the one in which margin and content are mixed.
   *
   * @param start first pixel of the outermost line, an index
   * @param inward from a line to the next one inside
   * @param along from a pixel of a line to the next
   */
  private int depth(int start, int inward, int lines, int along, int pixels) {
    int line = 0;
    while (line < lines
        && isPlain(canvas.luma(), start, line * inward, along, pixels)
        && isPlain(canvas.blue(), start, line * inward, along, pixels)
        && isPlain(canvas.red(), start, line * inward, along, pixels)) {
      line++;
    }
    return line == 0 ? 0 : Math.min(line + 1, lines);
  }

  private static boolean isPlain(float[] plane, int start, int offset, int along, int pixels) {
    float mean = 0;
    for (int i = 0; i < pixels; i++) {
      mean += plane[start + i * along];
    }
    mean /= pixels;
    for (int i = 0, at = start + offset; i < pixels; i++, at += along) {
      if (Math.abs(plane[at] - mean) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }
}
