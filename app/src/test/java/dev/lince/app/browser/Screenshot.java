package dev.lince.app.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;

/**
 * Pictures of the page as it is, for people to look at: under {@code target/screenshots}, or where
 * {@code -Dlince.screenshots=docs/images} says, from the top of the project.
 */
final class Screenshot {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER =
      TOP.resolve(System.getProperty("lince.screenshots", "app/target/screenshots"));

  private Screenshot() {}

  /**
   * Writes what the window shows.
   *
   * @param name of the file, without its ending
   */
  static Path take(Page page, String name) {
    Path file = FOLDER.resolve(name + ".jpg");
    page.screenshot(
        new Page.ScreenshotOptions().setType(ScreenshotType.JPEG).setQuality(80).setPath(file));
    return file;
  }
}
