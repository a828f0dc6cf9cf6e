package dev.lince.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import dev.lince.app.cli.LiveServer;
import dev.lince.store.Filter;
import dev.lince.store.ListQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a picture to those like it, in a library that is searched by colour and shape. */
class SearchJourneysTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path CAT = EXAMPLES.resolve("cats/chelsea.jpg");

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

  private static Visit visit(Visitor visitor) {
    return CHROMIUM.visit(visitor, lince.origin() + "/");
  }

  @EachVisitor
  void startsWithPicturesOfTheLibraryAndQueriesMadeFromIt(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      assertThat(visit.find("h1")).hasText(visitor.reads("start.visual"));
      // Three of them, and the way to all pictures.
      assertThat(visit.find(".suggestion")).hasCount(4);
      visit.awaits("() => document.querySelectorAll('#results .tile.there').length > 5");
      visit.isAccessible("start");

      visit.find(".suggestion").first().click();

      assertThat(visit.chips()).hasCount(1);
      visit.sees("#results .tile .score");
    }
  }

  @EachVisitor
  void findsWhatIsLikeAPictureThatWasPicked(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.find(".pick input").setInputFiles(CAT);

      assertFindsTheCat(visit);
      visit.isAccessible("results");
      visit.page().reload();
      assertFindsTheCat(visit);
      visit.page().goBack();
      assertThat(visit.find("h1")).hasText(visitor.reads("start.visual"));
      assertThat(visit.chips()).hasCount(0);
    }
  }

  @EachVisitor
  void findsWhatIsLikeAPictureThatWasPasted(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      visit.sees("#results .tile");
      visit
          .page()
          .evaluate(
              """
              async () => {
                const image = await createImageBitmap(await (await fetch("static/cats/chelsea.jpg")).blob());
                const canvas = new OffscreenCanvas(image.width, image.height);
                canvas.getContext("2d").drawImage(image, 0, 0);
                const png = await canvas.convertToBlob({ type: "image/png" });
                await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
              }""");

      visit.page().keyboard().press("Control+V");

      assertFindsTheCat(visit);
    }
  }

  @EachVisitor
  void findsWhatIsLikeAPictureThatWasDropped(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.sees("#results .tile");
      visit.hover(40, 300, CAT);
      assertThat(visit.find(".veil .chosen")).hasText(visitor.reads("veil.search"));

      visit.drop(40, 300, CAT);

      assertFindsTheCat(visit);
      visit.seesNo(".veil");
    }
  }

  @EachVisitor
  void findsAPictureOfTheLibraryThatWasDraggedFromAnotherTab(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      int id = idOf("cats/chelsea.jpg");
      visit.sees("#results .tile");

      visit.dropLink("%s/api/v1/images/%d/file".formatted(lince.origin(), id));

      assertThat(visit.chips()).hasCount(1);
      assertThat(visit.page()).hasURL(Pattern.compile("#q=id:" + id + "$"));

      visit.dropLink("https://example.org/cat.jpg");

      assertThat(visit.find(".toast")).containsText(visitor.reads("drop.link"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DESKTOP_.*", mode = EnumSource.Mode.MATCH_ALL)
  void findsWhatIsLikeAPictureThatWasDraggedIntoTheField(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.sees("#results .tile.there");

      visit.tiles().nth(1).locator("a").dragTo(visit.find(".composer"));

      assertThat(visit.chips()).hasCount(1);
      assertThat(visit.page()).hasURL(Pattern.compile("#q=id:\\d+$"));
      visit.seesNo(".veil");
    }
  }

  @EachVisitor
  void searchesByThePartOfAPictureInsideOfARectangle(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.find(".pick input").setInputFiles(CAT);
      assertFindsTheCat(visit);
      String whole = visit.page().url();
      visit.presses(".chip .what");
      visit.sees(".panel .crop img");
      visit.isAccessible("panel");
      BoundingBox box = visit.find(".panel .crop").boundingBox();

      Mouse mouse = visit.page().mouse();
      mouse.move(box.x + 0.3 * box.width, box.y + 0.2 * box.height);
      mouse.down();
      mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
      mouse.move(box.x + 0.8 * box.width, box.y + 0.9 * box.height);
      mouse.up();

      assertThat(visit.page()).not().hasURL(whole);
      assertThat(visit.find(".rectangle"))
          .hasAttribute("aria-label", Pattern.compile("\\b50\\b.*\\b70\\b.*\\b30\\b.*\\b20\\b"));
      assertThat(visit.chips()).hasCount(1);
      String part = visit.page().url();
      visit.find(".rectangle").press("ArrowRight");
      assertThat(visit.page()).not().hasURL(part);
    }
  }

  @EachVisitor
  void addsMoreLikeThisAndLessLikeThisWithWeights(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.find(".pick input").setInputFiles(CAT);
      assertFindsTheCat(visit);
      visit.bringActionsOf(visit.tiles().nth(3));
      visit.isAccessible("actions of a tile");

      visit.pressesNamed(".actions", "less.like");

      assertThat(visit.chips()).hasCount(2);
      assertThat(visit.chips().nth(1)).hasClass(Pattern.compile("\\bless\\b"));
      assertThat(visit.page()).hasURL(Pattern.compile("&q=id\\*-0\\.5:\\d+$"));
      visit.chips().nth(1).locator(".what").press("ArrowUp");
      assertThat(visit.page()).hasURL(Pattern.compile("&q=id\\*-0\\.4:\\d+$"));
      visit.find("#words").press("Backspace");
      assertThat(visit.chips()).hasCount(1);
      visit.page().goBack();
      assertThat(visit.chips()).hasCount(2);
    }
  }

  @EachVisitor
  void setsTheConfidentResultsApartFromTheWeakOnes(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.find(".pick input").setInputFiles(CAT);

      assertThat(visit.find(".divider")).hasText(visitor.reads("divider"));
      assertThat(visit.find(".grid.sure .tile").first().locator(".score")).isVisible();
      visit.find(".grid.weak .tile").first().scrollIntoViewIfNeeded();
      assertThat(visit.find(".grid.weak .tile").first()).isVisible();
      assertThat(visit.find("#said")).containsText(Pattern.compile("\\d"));
    }
  }

  @EachVisitor
  void narrowsByFolderSizeAndDateAndForgetsItAgain(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.sees("#results .tile");
      visit.presses("#folders-button");
      visit.isAccessible("menu of folders");
      visit.presses(visit.find("#folders li[data-name='cats'] button"));
      assertThat(visit.page()).hasURL(Pattern.compile("#folder=cats$"));
      assertThat(visit.tiles()).hasCount(7);

      visit.presses("#sizes-button");
      visit.isAccessible("menu of sizes");
      visit.find("#sizes input[name=width]").fill("65535");
      visit.presses("#sizes form button");
      assertThat(visit.find("h1")).hasText(visitor.reads("found.none"));
      visit.isAccessible("nothing found");

      visit.presses(".filters .clear");
      assertThat(visit.find("h1")).hasText(visitor.reads("start.visual"));
      visit.presses("#dates-button");
      visit.isAccessible("menu of dates");
      visit.presses(visit.find("#dates li button").nth(1));
      assertThat(visit.page()).hasURL(Pattern.compile("#added_from=\\d{4}-\\d\\d-\\d\\d$"));
      visit.sees("#results .tile");
    }
  }

  @EachVisitor
  void saysWhyWordsCannotBeSearchedHere(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.sees("#results .tile");
      assertThat(visit.find("#words-refused")).hasText(visitor.reads("words.visual"));
      assertThat(visit.find("#words")).not().isEditable();
      assertThat(visit.find("#lines .line")).containsText(visitor.reads("visual"));

      visit.pressesNamed("#lines", "close");
      assertThat(visit.find("#lines .line")).hasCount(0);
      visit.page().reload();
      visit.sees("#results .tile");
      assertThat(visit.find("#lines .line")).hasCount(0);
    }
  }

  @EachVisitor
  void isReachedByKeyboardAlone(Visitor visitor) {
    try (Visit visit = visit(visitor)) {
      visit.sees("#results .tile");
      visit.types("Tab");
      assertThat(visit.find(".skip")).isFocused();
      visit.types("Enter");
      assertThat(visit.tiles().first().locator("a")).isFocused();
      visit.types("ArrowRight");
      assertThat(visit.tiles().nth(1).locator("a")).isFocused();
      visit.types("+");

      assertThat(visit.chips()).hasCount(1);
      visit.sees("#results .tile .score");
    }
  }

  private static int idOf(String path) {
    return lince.store().list(new ListQuery(Filter.ALL, ListQuery.Order.NEWEST, 0, 1000)).stream()
        .filter(image -> image.path().equals(path))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static void assertFindsTheCat(Visit visit) {
    assertThat(visit.chips()).hasCount(1);
    assertThat(visit.tiles().first().locator("a"))
        .hasAttribute("aria-label", Pattern.compile("^chelsea\\.jpg, .+"));
    assertThat(visit.page()).hasURL(Pattern.compile("#q=picture:"));
  }
}
