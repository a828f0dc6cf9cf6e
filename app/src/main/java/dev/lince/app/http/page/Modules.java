package dev.lince.app.http.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which modules a page needs. A browser finds an import only once it has the module that says it,
 * and so goes to the server once for each step of the way; told all of them at the start, it goes
 * once.
 */
final class Modules {
  private static final Pattern ENTRY =
      Pattern.compile("<script type=\"module\" src=\"page/([^\"]+)\"");

  /** Those that are imported at once, and from here; not what a call of import fetches later. */
  private static final Pattern IMPORT =
      Pattern.compile("\\b(?:import|export)\\b[^;'\"()]*[\"'](\\.{1,2}/[^\"']+)[\"']");

  private static final String END = "</head>";

  private Modules() {}

  /** The start, with a link for each module that its own modules import. */
  static String linkedIn(String start, Map<String, PageFile> files) {
    StringBuilder links = new StringBuilder();
    imported(start, files)
        .forEach(
            path ->
                links.append("<link rel=\"modulepreload\" href=\"page/%s\">\n".formatted(path)));
    return start.replace(END, links + END);
  }

  /** Those that the start does not name itself, in the order in which they are found. */
  private static Set<String> imported(String start, Map<String, PageFile> files) {
    Set<String> entries = new LinkedHashSet<>();
    ENTRY.matcher(start).results().forEach(match -> entries.add(match.group(1)));
    Set<String> found = new LinkedHashSet<>(entries);
    Deque<String> next = new ArrayDeque<>(entries);
    while (!next.isEmpty()) {
      String path = next.remove();
      PageFile module = files.get(path);
      if (module != null) {
        IMPORT
            .matcher(new String(module.plain(), StandardCharsets.UTF_8))
            .results()
            .map(match -> resolve(path, match.group(1)))
            .filter(imported -> files.containsKey(imported) && found.add(imported))
            .forEach(next::add);
      }
    }
    found.removeIf(path -> start.contains("\"page/" + path + "\""));
    return found;
  }

  private static String resolve(String from, String reference) {
    return URI.create("/" + from).resolve(reference).getPath().substring(1);
  }
}
