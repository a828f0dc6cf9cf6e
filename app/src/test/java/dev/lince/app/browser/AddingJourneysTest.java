package dev.lince.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import dev.lince.app.cli.LiveServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that visitors bring to stay. */
class AddingJourneysTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final long SEED = 20_261_123;

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @TempDir Path mine;
  private static LiveServer lince;

  @BeforeAll
  static void start(@TempDir Path data) throws InterruptedException {
    System.out.println("Seed of the pictures: " + SEED);
    lince = LiveServer.start(EXAMPLES.resolve("cats"), data, Map.of());
  }

  @AfterAll
  static void stop() {
    lince.close();
  }

  @EachVisitor
  void saysOfEachDroppedFileWhatBecameOfIt(Visitor visitor) throws IOException {
    Path fresh = drawn("new one.png", visitor);
    Path known = Files.copy(EXAMPLES.resolve("cats/chelsea.jpg"), mine.resolve("again.jpg"));
    Path broken = Files.writeString(mine.resolve("letter.jpg"), "Dear picture, you are none.");
    Path text = Files.writeString(mine.resolve("notes.txt"), "Not sent at all.");
    try (Visit visit = CHROMIUM.begin(visitor, lince.origin())) {
      visit.expect("400 (Bad Request)");
      visit.expect("the server responded with a status of 400");
      visit.page().navigate(lince.origin() + "/");
      visit.sees("#results .tile");
      visit.hover(200, 500, fresh, known, broken, text);
      assertThat(visit.find(".veil .chosen"))
          .hasText(visitor.reads("veil.add.many.other").replace("{n}", "4"));

      visit.drop(200, 500, fresh, known, broken, text);

      assertThat(visit.find(".uploads li.added")).containsText("new one.png");
      assertThat(visit.find(".uploads li.known")).containsText("again.jpg");
      assertThat(visit.find(".uploads li.failed")).hasCount(2);
      assertThat(visit.find(".uploads li.failed", "letter.jpg")).containsText("text");
      assertThat(visit.find(".uploads li.failed", "notes.txt"))
          .containsText(visitor.reads("upload.no.picture"));
      visit.isAccessible("uploads");
      visit.presses(".uploads li.added .face").sees("#viewer[open] .stage img");
      assertThat(visit.find("#viewer h2")).containsText("new one");
      visit.types("Escape");
      visit.seesNo("#viewer[open]");
      visit.pressesNamed(".uploads", "close").seesNo(".uploads");
    }
  }

  @EachVisitor
  void takesAWholeFolderThatIsDropped(Visitor visitor) throws IOException {
    Path inside = Files.createDirectories(mine.resolve("holiday/beach"));
    Files.move(drawn("one.png", visitor), inside.resolve("one.png"));
    Files.move(drawn("two.png", visitor), inside.getParent().resolve("two.png"));
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      visit.sees("#results .tile");

      visit.drop(200, 500, inside.getParent());

      assertThat(visit.find(".uploads li.added")).hasCount(2);
    }
  }

  @EachVisitor
  void takesPicturesThatAreChosen(Visitor visitor) throws IOException {
    Path first = drawn("first.png", visitor);
    Path second = drawn("second.png", visitor);
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      visit.presses(".add").sees(".uploads");
      visit.isAccessible("uploads, empty");
      FileChooser chooser =
          visit.page().waitForFileChooser(() -> visit.presses(".uploads footer .button"));
      assertThat(chooser.isMultiple()).isTrue();

      chooser.setFiles(new Path[] {first, second});

      assertThat(visit.find(".uploads li.added")).hasCount(2);
      assertThat(visit.find(".uploads .sum")).isVisible();
    }
  }

  @EachVisitor
  void removesWhatWasAddedWithItsFileAndBringsItBack(Visitor visitor) throws IOException {
    Path fresh = drawn("short stay.png", visitor);
    try (Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/#all=1")) {
      visit.sees("#results .tile");
      visit.drop(visitor.hasPhone() ? 300 : 900, 500, fresh);
      visit.presses(visit.find(".uploads li.added .face")).sees("#viewer[open] .strip li");

      visit.types("Delete");

      assertThat(visit.find(".toast")).containsText("short stay");
      visit.presses(".toast .act");
      assertThat(visit.find(".toast")).containsText(visitor.reads("undone").replace("{name}", ""));
    }
  }

  private Path drawn(String name, Visitor visitor) throws IOException {
    Random random = new Random(SEED ^ (visitor + name).hashCode());
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 320; x++) {
        image.setRGB(x, y, new Color(x * 255 / 320, y * 255 / 240, random.nextInt(256)).getRGB());
      }
    }
    Path file = mine.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
