package dev.lince.store.pgvector;

/** How exactly the index of the vectors keeps them; the vectors themselves are kept as they are. */
public enum IndexPrecision {
  /** 32 bits a value: the index of the Python backend. */
  FULL,
  /** 16 bits a value (pgvector's {@code halfvec}): half the memory, nearly the same recall. */
  HALF
}
