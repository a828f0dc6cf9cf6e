package dev.lince.image;

import java.util.Arrays;

/**
 * The largest picture that a bitstream of a HEIC or AVIF makes its decoder allocate: what the file
 * says beside it is only a claim. Sequence parameter sets of HEVC (ITU-T H.265, section 7.3.2.2)
 * and sequence headers of AV1 (bitstream specification, section 5.5) are looked for wherever a
 * decoder would take them from.
 */
final class CodedSize {
  private static final int SEQUENCE_PARAMETER_SET = 33;
  private static final int SEQUENCE_HEADER = 1;

  private long pixels;

  /** In pixels; 0 where nothing was found. */
  long pixels() {
    return pixels;
  }

  /** The parameter sets in an item's hvcC property. */
  void addHevcProperty(IsoBox hvcC) {
    int at = 23;
    int arrays = hvcC.u8(22);
    for (int i = 0; i < arrays; i++) {
      int units = hvcC.u16(at + 1);
      at += 3;
      for (int j = 0; j < units; j++) {
        int length = hvcC.u16(at);
        addHevcUnit(hvcC.bytes().array(), hvcC.from() + at + 2, Math.min(length, hvcC.length()));
        at += 2 + length;
      }
    }
  }

  /** An item's own bytes: units, each behind its length. */
  void addHevcUnits(byte[] item, int lengthBytes) {
    long at = 0;
    while (at + lengthBytes < item.length) {
      long length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | (item[(int) at + i] & 0xff);
      }
      at += lengthBytes;
      addHevcUnit(item, (int) at, (int) Math.min(length, item.length - at));
      at += length;
    }
  }

  private void addHevcUnit(byte[] array, int from, int length) {
    boolean readable = length > 2 && from + length <= array.length;
    if (readable && ((array[from] >> 1) & 0x3f) == SEQUENCE_PARAMETER_SET) {
      byte[] payload = withoutEmulationPrevention(array, from + 2, from + length);
      addParameterSet(new BitReader(payload, 0, payload.length));
    }
  }

  private static byte[] withoutEmulationPrevention(byte[] array, int from, int to) {
    byte[] payload = new byte[Math.min(to - from, 512)];
    int length = 0;
    int zeros = 0;
    for (int i = from; i < to && length < payload.length; i++) {
      boolean prevention = zeros >= 2 && array[i] == 3;
      zeros = array[i] == 0 ? zeros + 1 : 0;
      if (!prevention) {
        payload[length++] = array[i];
      }
    }
    return Arrays.copyOf(payload, length);
  }

  private void addParameterSet(BitReader bits) {
    bits.skip(4);
    int subLayers = (int) bits.bits(3);
    bits.skip(1 + 88 + 8);
    boolean[] profile = new boolean[subLayers];
    boolean[] level = new boolean[subLayers];
    for (int i = 0; i < subLayers; i++) {
      profile[i] = bits.bit() == 1;
      level[i] = bits.bit() == 1;
    }
    bits.skip(subLayers == 0 ? 0 : 2 * (8 - subLayers));
    for (int i = 0; i < subLayers; i++) {
      bits.skip((profile[i] ? 88 : 0) + (level[i] ? 8 : 0));
    }
    bits.golomb();
    if (bits.golomb() == 3) {
      bits.skip(1);
    }
    add(bits.golomb(), bits.golomb());
  }

  /** Open bitstream units: an av1C property's, or an item's own bytes. */
  void addAv1Units(byte[] array, int from, int to) {
    long at = from;
    while (at < to) {
      int header = array[(int) at] & 0xff;
      boolean extended = (header & 4) != 0;
      boolean sized = (header & 2) != 0;
      at += extended ? 2 : 1;
      long size = to - at;
      if (sized) {
        size = 0;
        for (int i = 0; i < 8 && at < to; i++) {
          int next = array[(int) at++];
          size |= (long) (next & 0x7f) << (7 * i);
          if (next >= 0) {
            break;
          }
        }
      }
      if (((header >> 3) & 15) == SEQUENCE_HEADER && at < to) {
        addSequenceHeader(new BitReader(array, (int) at, (int) Math.min(to, at + size)));
      }
      at += size;
    }
  }

  private void addSequenceHeader(BitReader bits) {
    bits.skip(4);
    if (bits.bit() == 1) {
      bits.skip(5);
    } else {
      skipOperatingPoints(bits);
    }
    int widthBits = (int) bits.bits(4) + 1;
    int heightBits = (int) bits.bits(4) + 1;
    add(bits.bits(widthBits) + 1, bits.bits(heightBits) + 1);
  }

  private static void skipOperatingPoints(BitReader bits) {
    int delayBits = 0;
    if (bits.bit() == 1) {
      bits.skip(64);
      if (bits.bit() == 1) {
        bits.golomb();
      }
      if (bits.bit() == 1) {
        delayBits = (int) bits.bits(5) + 1;
        bits.skip(32 + 5 + 5);
      }
    }
    boolean displayDelay = bits.bit() == 1;
    int points = (int) bits.bits(5) + 1;
    for (int i = 0; i < points; i++) {
      bits.skip(12);
      if (bits.bits(5) > 7) {
        bits.skip(1);
      }
      if (delayBits > 0 && bits.bit() == 1) {
        bits.skip(2 * delayBits + 1);
      }
      if (displayDelay && bits.bit() == 1) {
        bits.skip(4);
      }
    }
  }

  private void add(long width, long height) {
    long side = 1L << 31;
    pixels = Math.max(pixels, Math.min(width, side) * Math.min(height, side));
  }
}
