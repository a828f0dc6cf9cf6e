package dev.lince.image;

/** Reads numbers bit by bit, the highest bit of a byte first; beyond the end lie zeros. */
final class BitReader {
  private final byte[] bytes;
  private final int to;
  private long at;

  BitReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = 8L * from;
    this.to = to;
  }

  int bit() {
    int index = (int) (at >> 3);
    int bit = index < to ? (bytes[index] >> (7 - (at & 7))) & 1 : 0;
    at++;
    return bit;
  }

  /** Up to 32 bits. */
  long bits(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  void skip(int count) {
    at += count;
  }

  /** Exp-Golomb, {@code ue(v)} of ITU-T H.265, section 9.2; also AV1's {@code uvlc}. */
  long golomb() {
    int zeros = 0;
    while (zeros < 32 && bit() == 0) {
      zeros++;
    }
    return (1L << zeros) - 1 + bits(zeros);
  }
}
