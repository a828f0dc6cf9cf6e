package dev.lince.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.lince.app.cli.LiveServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Many pictures, and odd ones: nothing breaks, nothing jumps, nothing is wider than the window. */
class GridTest {
  private static final long SEED = 20_261_123;
  private static final int MANY = 500;
  private static final String LONG = "a".repeat(196) + ".png";
  private static final String HOSTILE = "<img src=x onerror=alert(1)>.png";
  private static final String FROM_RIGHT_TO_LEFT = "صورة القط.png";

  /** Boxes of the grid, as the document has them, by the addresses of the pictures. */
  private static final String BOXES =
      """
      () => Object.fromEntries([...document.querySelectorAll("#results .tile")].map((tile) =>
        [tile.querySelector("a").href, [tile.style.left, tile.style.top, tile.style.width, tile.style.height].join(" ")]))
      """;

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static LiveServer lince;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    System.out.println("Seed of the pictures: " + SEED);
    Random random = new Random(SEED);
    Path images = folder.resolve("images");
    for (int i = 0; i < MANY; i++) {
      draw(
          images.resolve("many/%03d.png".formatted(i)),
          24 + random.nextInt(60),
          24 + random.nextInt(60),
          random);
    }
    draw(images.resolve("odd/panorama.png"), 2000, 100, random);
    draw(images.resolve("odd/tower.png"), 100, 2000, random);
    draw(images.resolve("odd/icon.png"), 16, 16, random);
    draw(images.resolve("odd/" + LONG), 300, 200, random);
    draw(images.resolve("odd/" + HOSTILE), 300, 200, random);
    draw(images.resolve("odd/" + FROM_RIGHT_TO_LEFT), 300, 200, random);
    draw(images.resolve("lonely/one.png"), 300, 200, random);
    lince = LiveServer.start(images, folder.resolve("data"), Map.of());
  }

  @AfterAll
  static void stop() {
    lince.close();
  }

  @EachVisitor
  void scrollsThroughAllWithoutMovingWhatIsShown(Visitor visitor) {
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/#folder=many")) {
      assertThat(visit.find(".count")).containsText("500");
      visit.sees("#results .tile");
      Map<?, ?> before = (Map<?, ?>) visit.page().evaluate(BOXES);
      assertThat(before).hasSizeLessThan(MANY);

      for (int i = 0; i < 40 && visit.tiles().count() < MANY; i++) {
        int seen = visit.tiles().count();
        visit.page().evaluate("() => scrollTo(0, document.body.scrollHeight)");
        visit
            .page()
            .waitForFunction(
                "seen => document.querySelectorAll('#results .tile').length > seen", seen);
      }

      assertThat(visit.tiles()).hasCount(MANY);
      assertThat(visit.find("#foot")).containsText("500");
      Map<?, ?> after = (Map<?, ?>) visit.page().evaluate(BOXES);
      before.forEach((picture, box) -> assertThat(after.get(picture)).isEqualTo(box));
      visit.page().goBack();
    }
  }

  @EachVisitor
  void returnsToThePlaceInAListThatWasLeft(Visitor visitor) {
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/#folder=many")) {
      visit.sees("#results .tile");
      visit.page().evaluate("() => scrollTo(0, document.body.scrollHeight)");
      visit.awaits("() => document.querySelectorAll('#results .tile').length > 60");
      Locator far = visit.tiles().nth(62);
      far.locator("a").focus();
      visit.awaits("() => scrollY > 200 && history.state?.scroll === scrollY");
      Object place = visit.page().evaluate("() => scrollY");

      far.locator("a").press("+");
      assertThat(visit.chips()).hasCount(1);
      visit.page().goBack();
      assertThat(visit.chips()).hasCount(0);

      visit.page().waitForFunction("place => Math.abs(scrollY - place) < 2", place);
      assertThat(far).isVisible();
    }
  }

  @EachVisitor
  void showsOddPicturesWhole(Visitor visitor) {
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/#folder=odd")) {
      assertThat(visit.tiles()).hasCount(6);
      visit.awaits("() => document.querySelectorAll('#results .tile.there').length === 6");
      assertFitsTheWindow(visit);
      visit.isAccessible("odd pictures");
      for (String name :
          List.of("panorama.png", "tower.png", "icon.png", LONG, HOSTILE, FROM_RIGHT_TO_LEFT)) {
        visit.opens(visit.find("#results .tile:has([aria-label^='%s'])".formatted(name)));
        assertThat(visit.find("#viewer h2")).hasText(name);
        assertFitsTheWindow(visit);
        visit.types("Escape").seesNo("#viewer[open]");
      }
      visit.page().navigate(lince.origin() + "/#folder=lonely");
      assertThat(visit.tiles()).hasCount(1);
      assertFitsTheWindow(visit);
    }
  }

  @EachVisitor
  void showsTheNameWhereAThumbnailDoesNotCome(Visitor visitor) {
    try (Visit visit = CHROMIUM.begin(visitor, lince.origin())) {
      visit.expect("net::ERR_FAILED");
      visit.page().clock().install();
      visit.page().route("**/thumbnail?*", route -> route.abort());
      visit.page().navigate(lince.origin() + "/#folder=odd");
      assertThat(visit.tiles()).hasCount(6);
      for (int i = 0; i < 3; i++) {
        visit.page().clock().runFor(4_000);
      }

      assertThat(visit.find(".tile.broken .instead", "icon.png")).isVisible();
      assertFitsTheWindow(visit);
      visit.isAccessible("broken thumbnails");
    }
  }

  private static void assertFitsTheWindow(Visit visit) {
    assertThat(
            (Integer)
                visit.page().evaluate("() => document.documentElement.scrollWidth - innerWidth"))
        .as("pixels that stick out at the side")
        .isLessThanOrEqualTo(0);
  }

  private static void draw(Path file, int width, int height, Random random) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < 6; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillRect(random.nextInt(width), random.nextInt(height), 1 + width / 2, 1 + height / 2);
    }
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
