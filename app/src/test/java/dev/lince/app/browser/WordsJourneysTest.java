package dev.lince.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Searches by words, and by words and pictures together, in a library of a CLIP model. */
class WordsJourneysTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static LiveServer lince;

  @BeforeAll
  static void start(@TempDir Path data) throws InterruptedException {
    lince =
        LiveServer.start(
            EXAMPLES,
            data,
            Map.of(Variable.LINCE_EMBEDDER, "clip", Variable.LINCE_MODEL, TINY.toString()));
  }

  @AfterAll
  static void stop() {
    lince.close();
  }

  @EachVisitor
  void findsByWords(Visitor visitor) {
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      assertThat(visit.find("h1")).hasText(visitor.reads("start"));
      visit.seesNo("#words-refused").seesNo("#lines .line");
      visit.find("#words").fill("a castle by a lake");
      visit.find("#words").press("Enter");

      assertThat(visit.find(".chips .chip.text")).containsText("a castle by a lake");
      visit.sees("#results .tile");
      assertThat(visit.page()).hasURL(Pattern.compile("#q=text:a\\+castle\\+by\\+a\\+lake$"));
      assertThat(visit.page()).hasTitle(Pattern.compile("^a castle by a lake – Lince$"));
      visit.isAccessible("results of words");
    }
  }

  @EachVisitor
  void findsByWordsAndAPictureTogether(Visitor visitor) {
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      visit.find(".pick input").setInputFiles(EXAMPLES.resolve("cats/chelsea.jpg"));
      assertThat(visit.chips()).hasCount(1);
      visit.find("#words").fill("snow");
      visit.find("#words").press("Enter");

      assertThat(visit.chips()).hasCount(2);
      assertThat(visit.page()).hasURL(Pattern.compile("#q=picture:[^&]+&q=text:snow$"));
      visit.sees("#results .tile");
      visit.presses(visit.chips().nth(1).locator(".what"));
      visit.find("#weight").press("ArrowLeft");
      assertThat(visit.page()).hasURL(Pattern.compile("&q=text\\*0\\.9:snow$"));
      visit.page().reload();
      assertThat(visit.chips()).hasCount(2);
      visit.sees("#results .tile");
      visit.presses(visit.chips().first().locator(".off"));
      assertThat(visit.chips()).hasCount(1);
    }
  }

  @EachVisitor
  void takesTheWordsOfAnAddressThatABrowserMade(Visitor visitor) {
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/?q=a+red+cup")) {
      assertThat(visit.find(".chips .chip.text")).containsText("a red cup");
      visit.sees("#results .tile");
      assertThat(visit.page()).hasURL(Pattern.compile("/#q=text:a\\+red\\+cup$"));
    }
  }

  @EachVisitor
  void speaksTheOtherLanguageWhenAsked(Visitor visitor) {
    Words other = Words.in(visitor.reads("search").equals("Search") ? "es" : "en");
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      assertThat(visit.find("h1")).hasText(visitor.reads("start"));
      if (visitor.hasPhone()) {
        visit.presses("#library-button");
      }
      visit.presses(visit.find("button.tool[lang]:visible"));

      assertThat(visit.find("h1")).hasText(other.of("start"));
      assertThat(visit.find("html")).hasAttribute("lang", other.language());
      visit.page().reload();
      assertThat(visit.find("h1")).hasText(other.of("start"));
    }
  }
}
