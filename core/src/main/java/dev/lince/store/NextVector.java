package dev.lince.store;

/**
 * A vector on its way into the space that is being built.
 *
 * @param id of an image of the store
 * @param contentHash as its record has it; empty where the record is not described
 * @param vector a unit vector of that space's dimension; nobody writes to it after it was handed
 *     over
 */
public record NextVector(int id, String contentHash, float[] vector) {}
