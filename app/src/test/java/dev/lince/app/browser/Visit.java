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
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One visitor's look at the page, with all it did. Closing it closes the tab, and fails where the
 * console had an error, a script broke, or anything was asked of another host.
 */
final class Visit implements AutoCloseable {
  /** A guard against hanging, not a promise: nothing here takes this long. */
  private static final double GUARD_MILLIS = 8_000;

  private static final List<String> LEVEL_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

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
      complaints.add(
          "The console says: %s (%s)".formatted(message.text(), message.location()));
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

  /** A button or link inside of {@code selector}, by the key of its label. */
  Visit pressesNamed(String selector, String key) {
    return presses(page.locator(selector).locator("[aria-label=\"%s\"]".formatted(visitor.reads(key))).first());
  }

  Visit types(String keys) {
    page.keyboard().press(keys);
    return this;
  }

  Locator find(String selector) {
    return page.locator(selector);
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

  /** Brings the small bar of a tile: under the pointer, or by a long press. */
  void bringActionsOf(Locator tile) {
    if (visitor.hasPhone()) {
      tile.locator("a").dispatchEvent("pointerdown", Map.of("pointerType", "touch", "isPrimary", true));
    } else {
      tile.hover();
    }
    PlaywrightAssertions.assertThat(tile.locator(".actions")).isVisible();
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

  /** Fails where the page, as it is now, is against a rule of WCAG 2.2, level AA. */
  Visit isAccessible(String state) {
    AxeResults results = new AxeBuilder(page).withTags(LEVEL_AA).analyze();
    List<String> broken =
        results.getViolations().stream()
            .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml()))
            .toList();
    assertThat(broken).as("what axe-core finds at «%s»", state).isEmpty();
    return this;
  }

  @Override
  public void close() {
    context.close();
    complaints.removeIf(said -> expected.stream().anyMatch(one -> one.test(said)));
    assertThat(complaints).isEmpty();
  }
}
