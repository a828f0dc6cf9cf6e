package dev.lince.app.cli;

import dev.lince.app.config.Settings;
import dev.lince.app.engine.ReembedRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * A re-embedding that the running server does. What is asked for goes through a file in the data
 * folder and not over the network, where nobody may name a folder of this machine.
 */
final class ServerChange {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final RunningServer server;
  private final Settings settings;
  private final Screen screen;
  private final PrintWriter out;

  ServerChange(RunningServer server, Settings settings, Screen screen, PrintWriter out) {
    this.server = server;
    this.settings = settings;
    this.screen = screen;
    this.out = out;
  }

  /** Asks, follows until it is over, and says how it ended. */
  int run(ReembedRequest request) throws InterruptedException {
    Path file = ReembedRequest.file(settings);
    boolean hasFormer = server.status().path("former_space").isString();
    if (Files.exists(file)) {
      out.println("The server works on such a request already; this follows it.");
    } else {
      write(request, file);
    }
    try {
      while (Files.exists(file)) {
        Thread.sleep(EVERY);
        show(server.status());
      }
    } finally {
      screen.live("");
    }
    return request.dropFormer() ? dropped(hasFormer) : ended(server.status());
  }

  private static void write(ReembedRequest request, Path file) {
    try {
      request.write(file);
    } catch (IOException failed) {
      throw new CommandFailed(
          "%s cannot be written: %s.".formatted(file, failed.getMessage()), failed);
    }
  }

  private void show(JsonNode status) {
    JsonNode model = status.path("model");
    JsonNode reembed = status.path("reembed");
    if (reembed.isObject()) {
      screen.live(
          ReembedWatch.text(
              reembed.path("phase").asString(),
              reembed.path("done").asLong(),
              reembed.path("total").asLong(),
              reembed.path("unreadable").asInt()));
    } else if (model.path("state").asString("").equals("fetching")) {
      screen.live(
          "fetching the model: %,d of %,d MB"
              .formatted(model.path("bytes").asLong() >> 20, model.path("total").asLong() >> 20));
    }
  }

  private int dropped(boolean hadFormer) {
    out.println(ReembedCommand.dropped(hadFormer));
    return CommandLines.OK;
  }

  private int ended(JsonNode status) {
    String failure = status.path("failure").asString("");
    if (!failure.isEmpty()) {
      throw new CommandFailed(failure);
    }
    out.println(ReembedCommand.switchedTo(status.path("space").asString()));
    return CommandLines.OK;
  }
}
