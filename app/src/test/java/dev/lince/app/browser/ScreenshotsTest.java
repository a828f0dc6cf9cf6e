package dev.lince.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.lince.app.cli.LiveServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pictures of the docs. */
class ScreenshotsTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final String PICTURES_ARE_THERE =
      """
      () => [...document.querySelectorAll("img")].every((one) => {
        const { top, left, right, bottom } = one.getBoundingClientRect();
        const seen = top < innerHeight && left < innerWidth && right > 0 && bottom > 0;
        return !seen || (one.complete && one.naturalWidth > 0);
      })""";

  private static final Path CAT = EXAMPLES.resolve("cats/chelsea.jpg");

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @TempDir Path folder;
  private static LiveServer lince;

  @BeforeAll
  static void start(@TempDir Path data) throws InterruptedException {
    lince = LiveServer.start(EXAMPLES, data, Map.of());
  }

  @AfterAll
  static void stop() {
    lince.close();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "DESKTOP_ENGLISH, LIGHT",
    "DESKTOP_ENGLISH, DARK",
    "PHONE_ENGLISH, LIGHT",
    "PHONE_ENGLISH, DARK"
  })
  void showsThePage(Visitor visitor, ColorScheme scheme) throws IOException {
    String address = lince.origin() + "/";
    var options = visitor.options(scheme).setReducedMotion(ReducedMotion.REDUCE);
    String suffix =
        "-%s-%s"
            .formatted(
                visitor.hasPhone() ? "phone" : "desktop", scheme.name().toLowerCase(Locale.ROOT));
    try (Visit visit = CHROMIUM.begin(visitor, options, address)) {
      visit.expect("400");
      visit.page().navigate(address);
      visit.sees("#results .tile");
      take(visit, "start" + suffix);

      visit.find(".pick input").setInputFiles(CAT);
      visit.sees("#results .tile .score");
      take(visit, "search" + suffix);

      visit.opens(visit.tiles().nth(3)).sees("#viewer .strip li");
      take(visit, "picture" + suffix);

      visit.types("Escape").seesNo("#viewer[open]");
      visit.page().navigate(address + "#");
      visit.page().reload();
      visit.sees("#results .tile");
      Path letter = Files.writeString(folder.resolve("holiday letter.jpg"), "No picture.");
      visit.drop(200, 500, CAT, EXAMPLES.resolve("cups/coffee.png"), letter);
      assertThat(visit.find(".uploads li.failed")).hasCount(1);
      assertThat(visit.find(".uploads li.known")).hasCount(2);
      take(visit, "upload" + suffix);
    }
  }

  private static void take(Visit visit, String name) throws IOException {
    visit.awaits(PICTURES_ARE_THERE);
    visit.page().mouse().move(0, 0);
    BufferedImage taken = ImageIO.read(Screenshot.take(visit.page(), name).toFile());
    assertThat(taken.getWidth()).isGreaterThanOrEqualTo(780);
  }
}
