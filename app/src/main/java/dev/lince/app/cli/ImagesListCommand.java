package dev.lince.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code lince images list}. */
@Command(
    name = "list",
    description = {"Lists pictures of the library: id, size, path and tags.", ""},
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  lince images list --limit 20",
      "  lince images list --folder trips --type jpeg --min-width 4000 --order oldest",
      "",
      "Exit codes: 0 done, 1 it failed, 2 wrong usage or a wrong setting."
    })
final class ImagesListCommand implements Callable<Integer> {
  private static final int LARGEST_PAGE = 1000;

  @Mixin private final FilterOptions filter = new FilterOptions();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "How many at most. Default: 100.")
  private int limit;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      defaultValue = "newest",
      description = "newest or oldest first, by when they came into the library. Default: newest.")
  private String order = "newest";

  @Option(
      names = "--json",
      description = "Answer with one line of JSON: images, and the total of what matches.")
  private boolean json;

  @Mixin private final CommandSettings begin = new CommandSettings();
  private final LibraryOptions library = new LibraryOptions(begin);

  @Spec
  void addOptions(CommandSpec command) {
    library.addTo(command);
  }

  @Override
  public Integer call() {
    String wrong = filter.wrong();
    if (wrong != null) {
      throw library.wrong(wrong);
    }
    if (limit < 1) {
      throw library.wrong("--limit is %d; 1 or more is allowed".formatted(limit));
    }
    if (!order.equals("newest") && !order.equals("oldest")) {
      throw library.wrong("--order is \"%s\"; newest or oldest is allowed".formatted(order));
    }
    try (LibraryServer server = library.open(LibraryServer.Use.READS_OR_LABELS)) {
      list(server.calls());
    }
    return CommandLines.OK;
  }

  private void list(Calls calls) {
    ArrayNode images = JsonNodeFactory.instance.arrayNode();
    long total = -1;
    String cursor = "";
    do {
      JsonNode page = page(calls, Math.min(LARGEST_PAGE, limit - images.size()), cursor);
      page.path("images").forEach(images::add);
      total = total < 0 ? page.path("total").asLong() : total;
      cursor = page.path("cursor").asString("");
    } while (!cursor.isEmpty() && images.size() < limit);
    if (json) {
      var answer = JsonNodeFactory.instance.objectNode();
      answer.set("images", images);
      library.out().println(answer.put("total", total));
    } else {
      images.forEach(image -> library.out().println(ImagesText.line(image)));
      library.out().flush();
      if (images.size() < total) {
        library
            .err()
            .println(
                "%,d of %s; --limit shows more".formatted(images.size(), ImagesText.count(total)));
      }
    }
    library.out().flush();
  }

  private JsonNode page(Calls calls, int size, String cursor) {
    String call =
        "/api/v1/images?limit=%d&order=%s%s%s"
            .formatted(size, order, filter.address(), cursor.isEmpty() ? "" : "&cursor=" + cursor);
    return JsonMapper.shared().readTree(calls.get(call).good());
  }
}
