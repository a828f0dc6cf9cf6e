package dev.lince.app.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A part of a query as a person named it.
 *
 * @param text a file, words or an id
 */
record AskedPart(Kind kind, String text, double weight) {
  /** What a part is. */
  enum Kind {
    FILE("file"),
    TEXT("text"),
    ID("id");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** What the JSON of answers calls it. */
    String word() {
      return word;
    }
  }

  /** A file where one is named, or seems to be; else words. */
  static AskedPart of(String text, double weight) {
    boolean file = text.equals(PictureFile.STANDARD_INPUT) || isFile(text) || looksLikeFile(text);
    return new AskedPart(file ? Kind.FILE : Kind.TEXT, text, weight);
  }

  /** The same with {@code factor} in the place of a plain weight; what is taken away stays so. */
  AskedPart weighing(double factor) {
    return new AskedPart(kind, text, Math.signum(weight) * factor);
  }

  private static boolean isFile(String text) {
    try {
      return Files.exists(Path.of(text)) && !Files.isDirectory(Path.of(text));
    } catch (InvalidPathException words) {
      return false;
    }
  }

  /** So that a mistyped name is not searched for as words. */
  private static boolean looksLikeFile(String text) {
    boolean spaced = text.chars().anyMatch(Character::isWhitespace);
    return PictureFiles.looksLikeOne(text)
        || (!spaced && (text.contains("/") || text.contains("\\")));
  }
}
