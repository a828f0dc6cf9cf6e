package dev.lince.app.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Damages bytes by chance, in the ways that have broken readers of files and of requests before.
 */
final class Mutation {
  private static final byte[] EXTREMES = {
    0, 1, 0x7f, (byte) 0x80, (byte) 0xff, (byte) 0xd9, '\r', '\n'
  };
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private final Random random;
  private final List<byte[]> others;
  private final List<String> tokens;

  /**
   * @param others what pieces are taken from
   * @param tokens what is put in between, beside bytes
   */
  Mutation(Random random, List<byte[]> others, List<String> tokens) {
    this.random = random;
    this.others = others;
    this.tokens = tokens;
  }

  byte[] of(byte[] whole) {
    byte[] bytes = whole.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes = once(bytes);
    }
    return bytes.length > 8 && Arrays.equals(bytes, 0, 4, PNG, 0, 4)
        ? checksumsRepaired(bytes)
        : bytes;
  }

  private byte[] once(byte[] bytes) {
    if (bytes.length < 8) {
      return anyOther().clone();
    }
    int reach = random.nextBoolean() ? Math.min(bytes.length, 200) : bytes.length;
    int at = random.nextInt(reach);
    return switch (random.nextInt(8)) {
      case 0 -> flipped(bytes, at, (byte) (1 << random.nextInt(8)));
      case 1 -> set(bytes, at, EXTREMES[random.nextInt(EXTREMES.length)]);
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> enlarged(bytes, at);
      case 4 -> joined(Arrays.copyOf(bytes, at), pieceOf(anyOther()), rest(bytes, at));
      case 5 -> joined(Arrays.copyOf(bytes, at), rest(anyOther(), at));
      case 6 -> joined(Arrays.copyOf(bytes, at), pieceOf(bytes), rest(bytes, at));
      default -> joined(Arrays.copyOf(bytes, at), token(), rest(bytes, at));
    };
  }

  private static byte[] flipped(byte[] bytes, int at, byte bits) {
    bytes[at] ^= bits;
    return bytes;
  }

  private static byte[] set(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  /** Lengths and sizes are mostly numbers of two or four bytes. */
  private byte[] enlarged(byte[] bytes, int at) {
    int end = Math.min(bytes.length, at + (random.nextBoolean() ? 2 : 4));
    Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0xff : 0x7f));
    return bytes;
  }

  private byte[] token() {
    if (tokens.isEmpty()) {
      byte[] noise = new byte[1 + random.nextInt(64)];
      random.nextBytes(noise);
      return noise;
    }
    return tokens.get(random.nextInt(tokens.size())).getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] anyOther() {
    return others.get(random.nextInt(others.size()));
  }

  private byte[] pieceOf(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int from = random.nextInt(bytes.length);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(400)));
  }

  private static byte[] rest(byte[] bytes, int at) {
    return at >= bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, at, bytes.length);
  }

  private static byte[] joined(byte[]... pieces) {
    byte[] whole = new byte[Arrays.stream(pieces).mapToInt(piece -> piece.length).sum()];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    return whole;
  }

  /** Else the guard would refuse every damaged PNG for its checksums alone. */
  private static byte[] checksumsRepaired(byte[] png) {
    for (long at = 8; at + 12 <= png.length; ) {
      long length = u32(png, (int) at);
      if (at + 12 + length > png.length) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(png, (int) at + 4, (int) length + 4);
      for (int i = 0; i < 4; i++) {
        png[(int) (at + 8 + length) + i] = (byte) (sum.getValue() >> (24 - 8 * i));
      }
      at += 12 + length;
    }
    return png;
  }

  private static long u32(byte[] bytes, int at) {
    return Integer.toUnsignedLong(
        (bytes[at] & 0xff) << 24
            | (bytes[at + 1] & 0xff) << 16
            | (bytes[at + 2] & 0xff) << 8
            | (bytes[at + 3] & 0xff));
  }
}
