package dev.lince.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lince.app.cli.LiveServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a slow phone takes from the server's answer to the first result on the screen. It prints
 * the figures of docs/performance.md and asserts none of them.
 */
class FirstResultTest {
  private static final Path EXAMPLES = Path.of("..", "example_images").toAbsolutePath().normalize();

  /** Notes when the first tile is painted, and when the first thumbnail is, after an answer. */
  private static final String WATCH =
      """
      () => {
        window.figures = null;
        const results = document.getElementById("results");
        const before = new Set(results.querySelectorAll(".tile"));
        performance.clearResourceTimings();
        const first = (selector) => [...results.querySelectorAll(selector)].find((one) => !before.has(one));
        const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));
        let tile = null;
        const observer = new MutationObserver(() => {
          if (tile === null && first(".tile")) {
            tile = 0;
            painted((now) => (tile = now));
          }
          if (first(".tile.there")) {
            observer.disconnect();
            painted((now) => {
              const answer = performance.getEntriesByType("resource")
                .filter(({ name }) => /api.v1.search/.test(name)).at(-1).responseEnd;
              window.figures = [tile - answer, now - answer];
            });
          }
        });
        observer.observe(results, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
      }""";

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @Test
  void isOnTheScreenOfASlowPhone(@TempDir Path data) throws Exception {
    List<Path> queries;
    try (Stream<Path> files = Files.list(EXAMPLES.resolve("fish"))) {
      queries = files.sorted().limit(7).toList();
    }
    List<Double> tiles = new ArrayList<>();
    List<Double> thumbnails = new ArrayList<>();
    try (LiveServer lince = LiveServer.start(EXAMPLES, data, Map.of());
        Visit visit = CHROMIUM.visit(Visitor.PHONE_ENGLISH, lince.origin() + "/")) {
      visit.sees("#results .tile.there");
      JsonObject slow = new JsonObject();
      slow.addProperty("rate", 4);
      visit.context().newCDPSession(visit.page()).send("Emulation.setCPUThrottlingRate", slow);
      for (Path query : queries) {
        visit.page().evaluate(WATCH);
        visit.find(".pick input").setInputFiles(query);
        visit.awaits("() => window.figures");
        List<?> figures = (List<?>) visit.page().evaluate("() => window.figures");
        tiles.add(((Number) figures.get(0)).doubleValue());
        thumbnails.add(((Number) figures.get(1)).doubleValue());
      }
    }
    report("first box", tiles);
    report("first thumbnail", thumbnails);
    assertThat(thumbnails).hasSameSizeAs(queries).allMatch(one -> one > 0);
  }

  private static void report(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        "From the answer to the %s, CPU slowed four times: median %.0f ms, %.0f to %.0f ms%n",
        what, millis.get(millis.size() / 2), millis.getFirst(), millis.getLast());
  }
}
