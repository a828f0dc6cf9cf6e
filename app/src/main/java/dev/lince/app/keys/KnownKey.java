package dev.lince.app.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key as far as Lince remembers it. Its text form does not show the hash.
 *
 * @param name by which it is revoked, see {@link #isName}
 * @param sha256 of the key, 64 hexadecimal digits in lower case
 * @param added when it was made, or the epoch where the environment has it
 */
public record KnownKey(String name, Right right, String sha256, Instant added) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SECRET = Pattern.compile("[!-+\\--~]{16,200}");
  private static final int SHOWN_DIGITS = 16;

  /** Throws {@link IllegalArgumentException} where name or hash are none. */
  public KnownKey {
    if (!isName(name) || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("This is not the name and the SHA-256 of a key.");
    }
  }

  /** A key that the environment has; it is named after its hash, and so the same at each start. */
  public static KnownKey given(Right right, String secret) {
    String hash = hash(secret);
    return new KnownKey("env-" + hash.substring(0, SHOWN_DIGITS), right, hash, Instant.EPOCH);
  }

  /** Whether a key may be named so: 1 to 64 letters, digits, {@code -} and {@code _}. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether it may be a key: 16 to 200 printable ASCII characters without comma and space. */
  public static boolean isSecret(String text) {
    return SECRET.matcher(text).matches();
  }

  static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256.", e);
    }
  }

  /** The hash in a time that does not tell how much of it is right. */
  boolean hashes(byte[] otherSha256) {
    return MessageDigest.isEqual(hashBytes(), otherSha256);
  }

  /** The hash's 32 bytes. */
  public byte[] hashBytes() {
    return HexFormat.of().parseHex(sha256);
  }

  @Override
  public String toString() {
    return "%s key %s".formatted(right.word(), name);
  }
}
