package dev.lince.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One visitor's look at the page, with all it did. Closing it closes the tab, and fails where the
 * console had an error, a script broke, or anything was asked of another host.
 */
final class Visit implements AutoCloseable {
  /** A guard against hanging, not a promise: nothing here takes this long. */
  private static final double GUARD_MILLIS = 60_000;

  private static final List<String> LEVEL_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /**
   * While a picture moves to its place, the browser shows an image of the page, which hears
   * nothing.
   */
  private static final String AT_REST =
      "() => !document.querySelector('.stage img').style.viewTransitionName";

  private final BrowserContext context;
  private final Visitor visitor;
  private final Page page;
  private final String host;
  private final List<String> complaints = new ArrayList<>();
  private final List<Predicate<String>> expected = new ArrayList<>();

  Visit(BrowserContext context, Visitor visitor, String address) {
    PlaywrightAssertions.setDefaultAssertionTimeout(GUARD_MILLIS);
    context.setDefaultTimeout(GUARD_MILLIS);
    this.context = context;
    this.visitor = visitor;
    host = URI.create(address).getAuthority();
    context.onRequest(this::watch);
    page = context.newPage();
    page.onConsoleMessage(this::hear);
    page.onPageError(error -> complaints.add("A script broke: " + error));
  }

  private void watch(Request request) {
    URI asked = URI.create(request.url().split("[?#]", 2)[0]);
    boolean local = List.of("data", "blob").contains(asked.getScheme());
    if (!local && !host.equals(asked.getAuthority())) {
      complaints.add("A foreign host was asked: " + request.url());
    }
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error")) {
      complaints.add("The console says: %s (%s)".formatted(message.text(), message.location()));
    }
  }

  /** What belongs to this journey, as the browser's own line about a refusal that is meant. */
  void expect(String part) {
    expected.add(complaint -> complaint.contains(part));
  }

  BrowserContext context() {
    return context;
  }

  Page page() {
    return page;
  }

  /** The pictures of the grid, in their order. */
  Locator tiles() {
    return page.locator("#results .tile");
  }

  /** The parts of the query. */
  Locator chips() {
    return page.locator(".chips .chip");
  }

  /** A click, or a tap. */
  Visit presses(Locator target) {
    if (visitor.hasPhone()) {
      target.tap();
    } else {
      target.click();
    }
    return this;
  }

  Visit presses(String selector) {
    return presses(page.locator(selector).first());
  }

  /** Opens a picture of the grid, and waits until it has come to rest on the stage. */
  Visit opens(Locator tile) {
    return presses(tile.locator("a")).sees("#viewer[open] .stage img").awaits(AT_REST);
  }

  /** A button or link inside of {@code selector}, by the key of its label. */
  Visit pressesNamed(String selector, String key) {
    return presses(
        page.locator(selector)
            .locator("[aria-label=\"%s\"]".formatted(visitor.reads(key)))
            .first());
  }

  Visit types(String keys) {
    page.keyboard().press(keys);
    return this;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Those that have a text. */
  Locator find(String selector, String text) {
    return page.locator(selector, new Page.LocatorOptions().setHasText(text));
  }

  /** One finger over the glass, in CSS pixels of the window. */
  void swipes(int fromX, int fromY, int toX, int toY) {
    awaits(AT_REST);
    CDPSession session = context.newCDPSession(page);
    session.send("Input.dispatchTouchEvent", touch("touchStart", fromX, fromY));
    for (int step = 1; step <= 5; step++) {
      session.send(
          "Input.dispatchTouchEvent",
          touch("touchMove", fromX + step * (toX - fromX) / 5, fromY + step * (toY - fromY) / 5));
    }
    session.send("Input.dispatchTouchEvent", touch("touchEnd"));
    session.detach();
  }

  private static JsonObject touch(String type, int... at) {
    JsonArray points = new JsonArray();
    if (at.length > 0) {
      JsonObject point = new JsonObject();
      point.addProperty("x", at[0]);
      point.addProperty("y", at[1]);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    return event;
  }

  Visit sees(String selector) {
    PlaywrightAssertions.assertThat(page.locator(selector).first()).isVisible();
    return this;
  }

  Visit seesNo(String selector) {
    PlaywrightAssertions.assertThat(page.locator(selector)).hasCount(0);
    return this;
  }

  /** Waits until a function of the page's own language says true: {@code () => …}. */
  Visit awaits(String function) {
    page.waitForFunction(function);
    return this;
  }

  /** Lets files fall on a point of the window, as a hand does: the browser itself reads them. */
  void drop(double x, double y, Path... files) {
    CDPSession session = context.newCDPSession(page);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      session.send("Input.dispatchDragEvent", dragEvent(type, x, y, files));
    }
    session.detach();
  }

  /** Lets the address of a picture fall on the window, which is all that other tabs may give. */
  void dropLink(String address) {
    JsonObject item = new JsonObject();
    item.addProperty("mimeType", "text/uri-list");
    item.addProperty("data", address);
    JsonArray items = new JsonArray();
    items.add(item);
    CDPSession session = context.newCDPSession(page);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      JsonObject event = dragEvent(type, 40, 300);
      event.getAsJsonObject("data").add("items", items);
      session.send("Input.dispatchDragEvent", event);
    }
    session.detach();
  }

  /** Brings the small bar of a tile: under the pointer, or by a finger that stays. */
  void bringActionsOf(Locator tile) {
    Locator bar = tile.locator(".actions");
    if (!visitor.hasPhone()) {
      tile.hover();
      PlaywrightAssertions.assertThat(bar).isVisible();
      return;
    }
    tile.scrollIntoViewIfNeeded();
    BoundingBox box = tile.boundingBox();
    CDPSession session = context.newCDPSession(page);
    session.send(
        "Input.dispatchTouchEvent",
        touch("touchStart", (int) (box.x + box.width / 2), (int) (box.y + box.height / 3)));
    PlaywrightAssertions.assertThat(bar).isVisible();
    session.send("Input.dispatchTouchEvent", touch("touchEnd"));
    session.detach();
    PlaywrightAssertions.assertThat(bar).isVisible();
  }

  /** Holds files over a point of the window. */
  void hover(double x, double y, Path... files) {
    CDPSession session = context.newCDPSession(page);
    for (String type : List.of("dragEnter", "dragOver")) {
      session.send("Input.dispatchDragEvent", dragEvent(type, x, y, files));
    }
    session.detach();
  }

  private static JsonObject dragEvent(String type, double x, double y, Path... files) {
    JsonArray paths = new JsonArray();
    JsonArray items = new JsonArray();
    for (Path file : files) {
      paths.add(file.toAbsolutePath().toString());
    }
    JsonObject data = new JsonObject();
    data.add("items", items);
    data.add("files", paths);
    data.addProperty("dragOperationsMask", 1);
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.addProperty("x", x);
    event.addProperty("y", y);
    event.add("data", data);
    return event;
  }

  /**
   * Fails where the page, as it is now, is against a rule of WCAG 2.2, level AA, and takes a
   * picture of it.
   */
  Visit isAccessible(String state) {
    AxeResults results = new AxeBuilder(page).withTags(LEVEL_AA).analyze();
    List<String> broken =
        results.getViolations().stream()
            .flatMap(
                rule ->
                    rule.getNodes().stream()
                        .map(
                            node ->
                                "%s: %s, %s"
                                    .formatted(
                                        rule.getId(), node.getFailureSummary(), node.getHtml())))
            .toList();
    assertThat(broken).as("what axe-core finds at «%s»", state).isEmpty();
    Screenshot.take(page, "states/%s %s".formatted(state, visitor).replaceAll("[^\\w/]+", "-"));
    return this;
  }

  @Override
  public void close() {
    context.close();
    complaints.removeIf(said -> expected.stream().anyMatch(one -> one.test(said)));
    assertThat(complaints).isEmpty();
  }
}
