package dev.lince.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A composed query as text that goes into an address: one byte of format, four of its space's hash,
 * and the unit vector in half precision (IEEE 754 binary16), in base64url; 1,372 characters at 512
 * dimensions. Half precision moves a cosine by less than 0.0005, at 512 dimensions by about
 * 0.00001.
 */
final class QueryToken {
  private static final byte FORMAT = 1;
  private static final int SPACE_BYTES = 4;
  private static final int HEAD = 1 + SPACE_BYTES;
  private static final double LEAST_LENGTH = .5;

  private QueryToken() {}

  static String of(String space, float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + Short.BYTES * vector.length);
    bytes.put(FORMAT).put(hash(space));
    for (float value : vector) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * The unit vector of a token.
   *
   * @throws SearchException.Refused where it is none, or one of another space
   */
  static float[] vector(String space, int dimension, String token) {
    ByteBuffer bytes = bytes(token);
    if (bytes.remaining() < HEAD || bytes.get() != FORMAT) {
      throw broken();
    }
    byte[] of = new byte[SPACE_BYTES];
    bytes.get(of);
    if (!MessageDigest.isEqual(of, hash(space))) {
      throw new SearchException.Refused(
          "The query's token was made in another space than the one that is searched now, %s; ask with the pictures and words again."
              .formatted(space));
    }
    if (bytes.remaining() != Short.BYTES * dimension) {
      throw broken();
    }
    float[] vector = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = Float.float16ToFloat(bytes.getShort());
      squares += (double) vector[i] * vector[i];
    }
    if (!(squares > LEAST_LENGTH && squares < 1 / LEAST_LENGTH)) {
      throw broken();
    }
    return Composition.unit(vector);
  }

  private static ByteBuffer bytes(String token) {
    try {
      return ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException notBase64) {
      throw broken();
    }
  }

  private static SearchException.Refused broken() {
    return new SearchException.Refused(
        "The query's token is not one that Lince gave, or it was cut; it goes in as the answer had it.");
  }

  private static byte[] hash(String space) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(space.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, SPACE_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }
}
