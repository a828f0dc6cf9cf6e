package dev.lince.app.config;

/** What {@code LINCE_DECODE} says. */
public enum DecodeMode {
  /** Large images shrink while they are decoded. */
  FAST,
  /** Every pixel is decoded: bit-equal to the reference. */
  EXACT
}
