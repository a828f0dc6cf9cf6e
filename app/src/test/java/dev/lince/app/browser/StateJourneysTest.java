package dev.lince.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.embed.clip.TinyHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of the server's state, and what it needs of its surroundings. */
class StateJourneysTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();
  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();
  private static final Path CATS = EXAMPLES.resolve("cats");

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @TempDir Path folder;

  @EachVisitor
  void saysHowToBeginWhereTheLibraryIsEmpty(Visitor visitor)
      throws IOException, InterruptedException {
    Path images = Files.createDirectories(folder.resolve("images"));
    try (LiveServer lince = LiveServer.start(images, folder.resolve("data"), Map.of());
        Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      assertThat(visit.find("h1")).hasText(visitor.reads("empty"));
      assertThat(visit.find(".empty")).containsText(visitor.reads("empty.drop"));
      assertThat(visit.find(".empty")).containsText(images.toString());
      visit.sees(".empty .command");
      visit.isAccessible("empty library");

      visit.drop(100, 300, CATS.resolve("chelsea.jpg"), CATS.resolve("chelsea-mirrored.webp"));

      assertThat(visit.find(".uploads li.added")).hasCount(2);
      assertThat(visit.tiles()).hasCount(2);
    }
  }

  @EachVisitor
  void saysThatTheServerIsAwayAndKeepsWhatWasEntered(Visitor visitor) throws InterruptedException {
    try (LiveServer lince = LiveServer.start(CATS, folder, Map.of());
        StrippingProxy proxy = new StrippingProxy("", URI.create(lince.origin()).getPort());
        Visit visit = CHROMIUM.begin(visitor, proxy.address())) {
      visit.expect("net::ERR_");
      visit.page().navigate(proxy.address());
      visit.sees("#results .tile");

      proxy.goAway();

      assertThat(visit.find("#lines .strong")).isVisible();
      visit.find(".pick input").setInputFiles(CATS.resolve("chelsea.jpg"));
      assertThat(visit.chips()).hasCount(1);
      visit.isAccessible("server away");

      visit.presses("#lines .strong button");
      proxy.comeBack();

      assertThat(visit.find("#lines .strong")).hasCount(0);
      assertThat(visit.chips()).hasCount(1);
      assertThat(visit.page()).hasURL(Pattern.compile("#q=picture:"));
      visit.sees("#results .tile");
    }
  }

  @EachVisitor
  void noticesANetworkThatFellSilent(Visitor visitor) throws InterruptedException {
    try (LiveServer lince = LiveServer.start(CATS, folder, Map.of());
        StrippingProxy proxy = new StrippingProxy("", URI.create(lince.origin()).getPort());
        Visit visit = CHROMIUM.begin(visitor, proxy.address())) {
      visit.page().clock().install();
      visit.page().navigate(proxy.address());
      visit.sees("#results .tile");

      proxy.fallSilent();
      visit.page().clock().runFor(41_000);

      visit.sees("#lines .strong");

      proxy.speakAgain();
      visit.page().clock().runFor(2_000);

      assertThat(visit.find("#lines .strong")).hasCount(0);
    }
  }

  @EachVisitor
  void readsWithoutAKeyWhatItMayAndSaysHowToSignIn(Visitor visitor) throws InterruptedException {
    String key = "a-key-that-is-long-enough-for-lince";
    try (LiveServer lince = LiveServer.start(CATS, folder, Map.of(Variable.LINCE_WRITE_KEYS, key));
        StrippingProxy proxy = new StrippingProxy("", URI.create(lince.origin()).getPort());
        Visit visit = CHROMIUM.begin(visitor, proxy.address())) {
      visit.expect("401");
      visit.page().navigate(proxy.address());
      visit.sees("#results .tile");
      assertThat(visit.find(".add")).hasCount(0);
      visit.presses("#library-button");
      visit.find("#library-key").fill("another key");
      visit.find("#library-key").press("Enter");
      assertThat(visit.find(".refusal")).containsText(visitor.reads("problem.401"));
      visit.isAccessible("a wrong key");

      visit.find("#library-key").fill(key);
      visit.find("#library-key").press("Enter");

      assertThat(visit.find("#library")).containsText(visitor.reads("key.writes"));
      assertThat(visit.find(".add")).isVisible();
    }
  }

  @EachVisitor
  void asksForAKeyWhereEvenReadingNeedsOne(Visitor visitor) throws InterruptedException {
    String key = "another-key-that-is-long-enough";
    try (LiveServer lince =
            LiveServer.start(
                CATS,
                folder,
                Map.of(Variable.LINCE_READ_KEYS, key, Variable.LINCE_REQUIRE_KEY, "true"));
        Visit visit = CHROMIUM.begin(visitor, lince.origin())) {
      visit.expect("401");
      visit.page().navigate(lince.origin() + "/");
      assertThat(visit.find("h1")).hasText(visitor.reads("key.needed"));
      visit.isAccessible("key needed");

      visit.find("#key").fill(key);
      visit.find("#key").press("Enter");

      visit.sees("#results .tile.there");
      visit.page().reload();
      visit.sees("#results .tile.there");
    }
  }

  @EachVisitor
  void worksBehindAProxyThatStripsThePrefix(Visitor visitor) throws InterruptedException {
    String key = "the-third-key-that-is-long-enough";
    try (LiveServer lince =
            LiveServer.start(
                CATS,
                folder,
                Map.of(
                    Variable.LINCE_BASE_PATH,
                    "/lince",
                    Variable.LINCE_WRITE_KEYS,
                    key,
                    Variable.LINCE_REQUIRE_KEY,
                    "true"));
        StrippingProxy proxy = new StrippingProxy("/lince", URI.create(lince.origin()).getPort());
        Visit visit = CHROMIUM.begin(visitor, proxy.address())) {
      visit.page().navigate(proxy.address() + "#key=" + key);

      visit.sees("#results .tile.there");
      visit.find(".pick input").setInputFiles(CATS.resolve("chelsea.jpg"));
      assertThat(visit.page()).hasURL(Pattern.compile("/lince/#q=picture:"));
      visit.opens(visit.tiles().first()).sees("#viewer .strip li");
      visit.types("Escape").seesNo("#viewer[open]");
      visit.drop(100, 400, CATS.resolve("chelsea.jpg"), EXAMPLES.resolve("cups/coffee.png"));
      assertThat(visit.find(".uploads li.added")).hasCount(1);
    }
  }

  @EachVisitor
  void saysThatTheModelIsOnItsWayAndGoesOverToItLive(Visitor visitor) throws IOException {
    try (TinyHub hub = new TinyHub(TINY, folder.resolve("hub"));
        LiveServer lince = LiveServer.startBeside(hub.hub(), CATS, folder.resolve("data"));
        Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      visit.sees("#lines .work progress");
      assertThat(visit.find("#words-refused")).containsText(visitor.reads("words.soon"));
      visit.isAccessible("a model on its way");

      hub.arrive();

      visit.seesNo("#words-refused");
      visit.find("#words").fill("a cat");
      visit.find("#words").press("Enter");
      visit.sees("#results .tile");
      assertThat(visit.find("#lines .work")).hasCount(0);
    }
  }

  @EachVisitor
  void saysWhyTheModelDidNotComeAndWhatToDo(Visitor visitor) throws IOException {
    try (TinyHub hub = new TinyHub(TINY, folder.resolve("hub"));
        LiveServer lince = LiveServer.startBeside(hub.hub(), CATS, folder.resolve("data"));
        Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      visit.sees("#lines .work progress");

      hub.lose();

      Locator line = visit.find("#lines .line", visitor.reads("visual.alone"));
      assertThat(line).isVisible();
      visit.presses(line.locator(".link"));
      assertThat(visit.find("#library")).containsText(visitor.reads("clip.unavailable"));
      assertThat(visit.find("#library section [lang=en]")).containsText("vision_model.onnx");
      visit.awaits(
          """
          () => {
            const library = document.getElementById("library");
            return library.scrollWidth <= library.clientWidth;
          }""");
      visit.isAccessible("a model that did not come");
    }
  }

  @Test
  void closingTheLineOfAVisualLibraryDoesNotHideALaterFailure() throws IOException {
    try (TinyHub hub = new TinyHub(TINY, folder.resolve("hub"));
        LiveServer lince = LiveServer.startBeside(hub.hub(), CATS, folder.resolve("data"));
        Visit visit = CHROMIUM.visit(Visitor.DESKTOP_ENGLISH, lince.origin() + "/")) {
      visit.sees("#lines .work progress");
      visit.page().evaluate("() => localStorage.setItem('lince.visual-line', 'closed')");
      visit.page().reload();
      visit.sees("#lines .work progress");

      hub.lose();

      Locator line = visit.find("#lines .line", Visitor.DESKTOP_ENGLISH.reads("visual.alone"));
      assertThat(line).isVisible();
      visit.presses(line.locator(".round"));
      assertThat(line).hasCount(0);
      visit.page().reload();
      visit.sees("#results .tile");
      assertThat(line).hasCount(0);
    }
  }

  @EachVisitor
  void listsTheFilesThatCouldNotBeRead(Visitor visitor) throws IOException, InterruptedException {
    Path images = Files.createDirectories(folder.resolve("images/letters"));
    Files.copy(CATS.resolve("chelsea.jpg"), images.resolve("chelsea.jpg"));
    Files.writeString(images.resolve("to my cat.jpg"), "Dear cat, this is no picture.");
    try (LiveServer lince = LiveServer.start(images.getParent(), folder.resolve("data"), Map.of());
        Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      visit.sees("#results .tile");
      visit.presses("#library-button");
      visit.awaits(
          """
          () => document.getElementById("library").getBoundingClientRect().right
            <= document.documentElement.getBoundingClientRect().right""");
      visit.presses(visit.find("#library button", visitor.reads("failures.one")));

      assertThat(visit.find("#failures li")).containsText("to my cat.jpg");
      assertThat(visit.find("#failures li .where")).hasText("letters");
      assertThat(visit.find("#failures li .fate")).containsText("text");
      visit.isAccessible("failed files");
      visit.types("Escape").seesNo("#failures");
    }
  }

  @EachVisitor
  void weighsLessThanAPictureOfAPhone(Visitor visitor) throws InterruptedException {
    try (LiveServer lince = LiveServer.start(CATS, folder, Map.of());
        Visit visit = CHROMIUM.visit(visitor, lince.origin() + "/")) {
      visit.sees("#results .tile.there");
      Object bytes =
          visit
              .page()
              .evaluate(
                  """
                  () => performance.getEntries()
                    .filter((one) => one.encodedBodySize && !one.name.includes("/api/"))
                    .reduce((sum, one) => sum + one.encodedBodySize, 0)""");

      org.assertj.core.api.Assertions.assertThat(((Number) bytes).intValue())
          .isBetween(30_000, 150_000);
    }
  }
}
