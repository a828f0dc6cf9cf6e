package dev.lince.app.thumbnails;

import dev.lince.image.ThumbnailSize;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which thumbnail: the SHA-256 of the original as four numbers, which takes a third of the memory
 * of its digits and cannot hold anything but a hash, and the size.
 */
record ThumbnailKey(long first, long second, long third, long fourth, ThumbnailSize size) {
  /** To be raised whenever the same original would give other bytes, or the files' form changes. */
  private static final int FORMAT = 1;

  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{64})-([0-9]{1,4})-v([0-9]{1,4})\\.jpg");

  /** Throws {@link IllegalArgumentException} for what is not a SHA-256 in lower-case hex. */
  static ThumbnailKey of(String contentHash, ThumbnailSize size) {
    if (!HASH.matcher(contentHash).matches()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A content hash of %d characters was given; 64 hexadecimal digits in lower case are"
                  + " allowed.",
              contentHash.length()));
    }
    return new ThumbnailKey(
        number(contentHash, 0),
        number(contentHash, 16),
        number(contentHash, 32),
        number(contentHash, 48),
        size);
  }

  /** By a file's name; empty for any other file, and for those of another format. */
  static Optional<ThumbnailKey> ofName(String name) {
    Matcher matcher = NAME.matcher(name);
    if (matcher.matches()) {
      for (ThumbnailSize size : ThumbnailSize.values()) {
        ThumbnailKey key = of(matcher.group(1), size);
        if (key.name().equals(name)) {
          return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a thumbnail of this or another format has such a name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static long number(String hash, int from) {
    return HexFormat.fromHexDigitsToLong(hash, from, from + 16);
  }

  /** The content hash, as it was given. */
  String hash() {
    return HEX.toHexDigits(first)
        + HEX.toHexDigits(second)
        + HEX.toHexDigits(third)
        + HEX.toHexDigits(fourth);
  }

  /** Below the folder of thumbnails; its first two digits are a folder. */
  Path path() {
    String name = name();
    return Path.of(name.substring(0, 2), name);
  }

  private String name() {
    return hash() + "-" + size.pixels() + "-v" + FORMAT + ".jpg";
  }
}
