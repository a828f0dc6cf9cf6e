package dev.lince.store;

/** A record with its vector, which nobody writes to. */
public record StoredImage(ImageRecord image, float[] vector) {}
