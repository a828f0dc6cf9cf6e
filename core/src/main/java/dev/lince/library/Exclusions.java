package dev.lince.library;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * What is passed over in an image folder. A glob without a slash is compared with each name on the
 * way to a file, one with a slash with the path below the folder.
 */
final class Exclusions {
  private final List<PathMatcher> names;
  private final List<PathMatcher> paths;

  /** Throws {@link java.util.regex.PatternSyntaxException} where a glob is none. */
  Exclusions(List<String> globs) {
    names = matchers(globs, false);
    paths = matchers(globs, true);
  }

  private static List<PathMatcher> matchers(List<String> globs, boolean withSlash) {
    return globs.stream()
        .filter(glob -> glob.contains("/") == withSlash)
        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
        .toList();
  }

  /** Whether the last segment of {@code inside}, a path below an image folder, is passed over. */
  boolean matches(Path inside) {
    Path name = inside.getFileName();
    return names.stream().anyMatch(glob -> glob.matches(name))
        || paths.stream().anyMatch(glob -> glob.matches(inside));
  }

  /** Whether any segment on the way from the folder to {@code inside} is passed over. */
  boolean matchesAnywhere(Path inside) {
    for (int length = 1; length <= inside.getNameCount(); length++) {
      if (matches(inside.subpath(0, length))) {
        return true;
      }
    }
    return false;
  }
}
