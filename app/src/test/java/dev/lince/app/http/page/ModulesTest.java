package dev.lince.app.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class ModulesTest {
  private static final String START =
      """
      <head>
      <script src="page/script/early.js"></script>
      <script type="module" src="page/script/main.js"></script>
      </head>
      """;
  private static final Pattern LINKED =
      Pattern.compile("<link rel=\"modulepreload\" href=\"page/([^\"]+)\">");

  private final Map<String, PageFile> files = new HashMap<>();

  @Test
  void linksWhatIsImportedByWhatIsImported() {
    put("script/main.js", "import { a } from \"./a.js\";\nimport \"./b.js\";");
    put(
        "script/a.js",
        "import {\n  one,\n  two,\n} from '../lit/lit.js';\nexport * from './c.js';");
    put("script/b.js", "import{x as y}from\"./a.js\";import{z}from\"./main.js\";");
    put("script/c.js", "");
    put("lit/lit.js", "");

    assertThat(linked()).containsExactly("script/a.js", "script/b.js", "lit/lit.js", "script/c.js");
  }

  @Test
  void leavesOutWhatIsFetchedLaterOrIsNoFileOfThePage() {
    put(
        "script/main.js",
        "import x from \"https://example.org/x.js\"; import y from \"./gone.js\"; const z = await import(\"./later.js\");");
    put("script/early.js", "import \"./later.js\";");
    put("script/later.js", "");

    assertThat(linked()).isEmpty();
  }

  @Test
  void namesNothingTwice() {
    put("script/main.js", "import \"./early.js\"; import \"./a.js\";");
    put("script/early.js", "import \"./b.js\";");
    put("script/a.js", "import \"./main.js\";");
    put("script/b.js", "");

    assertThat(linked()).containsExactly("script/a.js", "script/b.js");
  }

  private void put(String path, String text) {
    files.put(path, PageFile.of(MediaType.TEXT_PLAIN, text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> linked() {
    return LINKED
        .matcher(Modules.linkedIn(START, files))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
