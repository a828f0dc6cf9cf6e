package dev.lince.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.lince.prerequisite.Prerequisite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser for the tests of one class: the one that {@code LINCE_CHROMIUM} names, or that of the
 * system. Nothing is downloaded. Used by the thread of the tests alone.
 */
final class Chromium implements BeforeAllCallback, AfterAllCallback {
  private static final String GIVEN = "LINCE_CHROMIUM";
  private static final Path SYSTEM = Path.of("/usr/bin/chromium");

  private @Nullable Playwright playwright;
  private @Nullable Browser browser;

  @Override
  public void beforeAll(ExtensionContext context) {
    String given = System.getenv(GIVEN);
    Path program = given == null || given.isEmpty() ? SYSTEM : Path.of(given);
    Prerequisite.require(
        Files.isExecutable(program),
        "The page's tests need Chromium, which is not at %s: apt install chromium, or name another in %s."
            .formatted(program, GIVEN));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setChromiumSandbox(false)
                    .setArgs(List.of("--disable-dev-shm-usage", "--force-color-profile=srgb")));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (playwright != null) {
      playwright.close();
    }
  }

  /** Opens the page for a visitor. */
  Visit visit(Visitor visitor, String address) {
    Visit visit = begin(visitor, address);
    visit.page().navigate(address);
    return visit;
  }

  /** As {@link #visit}, with nothing opened yet. */
  Visit begin(Visitor visitor, String address) {
    return begin(visitor, visitor.options(), address);
  }

  /** As {@link #begin(Visitor, String)}, for a browser that is set up otherwise. */
  Visit begin(Visitor visitor, Browser.NewContextOptions options, String address) {
    return new Visit(Objects.requireNonNull(browser).newContext(options), visitor, address);
  }
}
