package dev.lince.app.config;

import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Reads {@code LINCE_EXCLUDE}. */
final class Globs {
  private Globs() {}

  /** The globs, each known to compile. A comma inside braces belongs to its glob. */
  static List<String> parse(Given given) {
    List<String> globs = new ArrayList<>();
    for (String part : given.text().split(",(?![^{]*})", -1)) {
      String glob = part.strip();
      if (!glob.isEmpty()) {
        requireCompiles(given, glob);
        globs.add(glob);
      }
    }
    return List.copyOf(globs);
  }

  private static void requireCompiles(Given given, String glob) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw given.refuse(
          glob,
          "globs such as *.tmp or {a,b}* are allowed, several with commas between; close every"
              + " bracket.");
    }
  }
}
