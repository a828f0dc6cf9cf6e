package dev.lince.benchmarks.visual;

/** Smooth noise between random values on the points of a lattice, the same for the same seed. */
record Noise(long seed) {
  /** 0 to 1. */
  float at(float x, float y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float across = ease(x - left);
    float down = ease(y - top);
    float upper = point(left, top) * (1 - across) + point(left + 1, top) * across;
    float lower = point(left, top + 1) * (1 - across) + point(left + 1, top + 1) * across;
    return upper * (1 - down) + lower * down;
  }

  private static float ease(float share) {
    return share * share * (3 - 2 * share);
  }

  private float point(int x, int y) {
    long mixed = (seed ^ x * 0x9E3779B97F4A7C15L ^ y * 0xC2B2AE3D27D4EB4FL) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 31) * 0x94D049BB133111EBL;
    return (mixed >>> 40) / (float) (1 << 24);
  }
}
