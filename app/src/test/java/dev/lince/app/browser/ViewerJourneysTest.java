package dev.lince.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dev.lince.app.cli.LiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** One picture, large: what can be seen of it and done with it. */
class ViewerJourneysTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final String CATS = "/#folder=cats";
  private static final int CATS_THERE = 7;

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static LiveServer lince;

  @BeforeAll
  static void start(@TempDir Path data) throws InterruptedException {
    lince = LiveServer.start(EXAMPLES, data, Map.of());
  }

  @AfterAll
  static void stop() {
    lince.close();
  }

  /** A journey that broke off must not lead others astray. */
  @AfterEach
  void bringAllBack() {
    JsonMapper.shared()
        .readTree(lince.get("/api/v1/trash").body())
        .get("removals")
        .forEach(
            entry ->
                lince.postJson(
                    "/api/v1/trash/%s/restore".formatted(entry.get("undo").asString()), ""));
  }

  private static Visit visitCats(Visitor visitor) {
    Visit visit = CHROMIUM.visit(visitor, lince.origin() + CATS);
    assertThat(visit.tiles()).hasCount(CATS_THERE);
    return visit;
  }

  @EachVisitor
  void opensLargeGoesOnByKeysAndReturnsToItsTile(Visitor visitor) {
    try (Visit visit = visitCats(visitor)) {
      String list = visit.page().url();
      Locator third = visit.tiles().nth(2).locator("a");
      String fourth = nameOf(visit.tiles().nth(3));

      visit.opens(visit.tiles().nth(2));
      visit.awaits("() => document.querySelector('.stage img').naturalWidth > 100");
      assertThat(visit.page()).hasURL(Pattern.compile("#folder=cats&open=\\d+$"));
      visit.isAccessible("viewer");
      visit.types("ArrowRight");
      assertThat(visit.find("#viewer h2")).hasText(fourth);
      visit.types("ArrowLeft").types("Escape");

      visit.seesNo("#viewer[open]");
      assertThat(third).isFocused();
      assertThat(visit.page()).hasURL(list);
      visit.page().goForward();
      visit.sees("#viewer[open]");
      visit.page().goBack();
      visit.seesNo("#viewer[open]");
    }
  }

  @EachVisitor
  void showsWhatIsKnownOfThePictureAndItsNearest(Visitor visitor) {
    try (Visit visit = visitCats(visitor)) {
      String name = nameOf(visit.tiles().first());
      visit.opens(visit.tiles().first()).sees("#viewer .strip li");
      if (visitor.hasPhone()) {
        visit.seesNo("#viewer aside");
        visit.pressesNamed("#viewer .top", "details");
      }
      assertThat(visit.find("#viewer aside")).containsText(name);
      assertThat(visit.find("#viewer aside")).containsText("cats");
      visit.isAccessible("viewer with details");
      visit.types("Escape");
      visit.seesNo("#viewer[open]");
    }
  }

  @EachVisitor
  void searchesByTheOpenPicture(Visitor visitor) {
    try (Visit visit = visitCats(visitor)) {
      visit.opens(visit.tiles().first());
      visit.types("Enter");
      visit.seesNo("#viewer[open]");
      assertThat(visit.chips()).hasCount(1);
      visit.sees("#results .tile .score");

      visit.page().goBack();

      assertThat(visit.chips()).hasCount(0);
    }
  }

  @EachVisitor
  void tagsThePictureAndFindsItByItsTag(Visitor visitor) {
    String tag = "seen by " + visitor;
    try (Visit visit = visitCats(visitor)) {
      visit.opens(visit.tiles().first());
      if (visitor.hasPhone()) {
        visit.pressesNamed("#viewer .top", "details");
      }
      visit.find("#viewer aside input[name=tag]").fill(tag);
      visit.find("#viewer aside input[name=tag]").press("Enter");
      assertThat(visit.find("#viewer .tags")).containsText(tag);
      visit.isAccessible("viewer with a tag");

      visit.presses("#viewer .tags .what");

      visit.seesNo("#viewer[open]");
      assertThat(visit.page()).hasURL(Pattern.compile("tag=seen\\+by"));
      assertThat(visit.tiles()).hasCount(1);
      visit.opens(visit.tiles().first());
      if (visit.find("#viewer aside").count() == 0) {
        visit.pressesNamed("#viewer .top", "details");
      }
      visit.presses("#viewer .tags .off");
      assertThat(visit.find("#viewer .tags")).hasCount(0);
    }
  }

  @EachVisitor
  void takesAPictureOutAndBringsItBack(Visitor visitor) {
    try (Visit visit = visitCats(visitor)) {
      String gone = nameOf(visit.tiles().first());
      visit.opens(visit.tiles().first());
      visit.types("Delete");
      assertThat(visit.find(".toast")).containsText(gone);
      assertThat(visit.find("#viewer h2")).not().hasText(gone);
      visit.types("Escape");
      visit.seesNo("#viewer[open]");
      assertThat(visit.tiles()).hasCount(CATS_THERE - 1);
      visit.isAccessible("after a removal");

      visit.presses(".toast .act");

      assertThat(visit.tiles()).hasCount(CATS_THERE);
      assertThat(visit.tiles().first().locator("a")).hasAttribute("aria-label", gone);
      visit.page().reload();
      assertThat(visit.tiles()).hasCount(CATS_THERE);
    }
  }

  @EachVisitor
  void givesTheFileItself(Visitor visitor) throws IOException {
    try (Visit visit = visitCats(visitor)) {
      String name = nameOf(visit.tiles().first());
      visit.opens(visit.tiles().first());
      Download download =
          visit.page().waitForDownload(() -> visit.pressesNamed("#viewer .top", "download"));

      assertThat(download.suggestedFilename()).isEqualTo(name);
      assertThat(Files.readAllBytes(download.path()))
          .isEqualTo(Files.readAllBytes(EXAMPLES.resolve("cats").resolve(name)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "PHONE_.*", mode = EnumSource.Mode.MATCH_ALL)
  void goesOnByASwipeAndClosesByOneDownwards(Visitor visitor) {
    try (Visit visit = visitCats(visitor)) {
      String second = nameOf(visit.tiles().nth(1));
      visit.opens(visit.tiles().first());

      visit.swipes(300, 400, 60, 410);
      assertThat(visit.find("#viewer h2")).hasText(second);

      visit.swipes(200, 300, 205, 560);
      visit.seesNo("#viewer[open]");
    }
  }

  @EachVisitor
  void saysWhatCannotBeShown(Visitor visitor) {
    try (Visit visit = CHROMIUM.begin(visitor, lince.origin())) {
      visit.expect("404");
      visit.page().navigate(lince.origin() + "/#open=99999999");
      assertThat(visit.find("#viewer .gone")).hasText(visitor.reads("picture.gone"));
      visit.types("Escape");
      visit.seesNo("#viewer[open]").sees("#results .tile");
    }
  }

  private static String nameOf(Locator tile) {
    return tile.locator("a").getAttribute("aria-label");
  }
}
