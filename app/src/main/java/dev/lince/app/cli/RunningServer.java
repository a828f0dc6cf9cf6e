package dev.lince.app.cli;

import dev.lince.app.config.CallerKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server that works on the same data folder, asked over HTTP. */
final class RunningServer implements Searching {
  /** A server that takes in pictures on a busy machine is slow to answer, and has the index. */
  private static final Duration GREETING_LIMIT = Duration.ofSeconds(10);

  private final Calls calls;

  private RunningServer(Calls calls) {
    this.calls = calls;
  }

  /** The server that the file names, if its process is there and it answers as a Lince. */
  static Optional<RunningServer> find(Path serverFile, Optional<CallerKey> key) {
    return ServerFile.read(serverFile)
        .filter(ServerFile::processLives)
        .map(file -> new RunningServer(new Calls(file.url(), key)))
        .filter(RunningServer::answers);
  }

  URI url() {
    return calls.url();
  }

  Calls calls() {
    return calls;
  }

  /** Throws {@link CommandFailed} with the server's sentence where it refuses. */
  @Override
  public byte[] search(Question question) {
    if (question.pictures().isEmpty()) {
      return calls.post("/api/v1/search", question.json()).good();
    }
    Form form = new Form().field("search", question.json());
    question.pictures().forEach((name, bytes) -> form.file(name, name, bytes));
    return calls.post("/api/v1/search", form).good();
  }

  /**
   * What runs there, as its API describes it.
   *
   * @throws CommandFailed where it does not answer any more
   */
  JsonNode status() {
    try {
      return JsonMapper.shared().readTree(calls.get("/api/v1/status").good());
    } catch (JacksonException e) {
      throw new CommandFailed("The server at %s did not answer with JSON.".formatted(url()), e);
    }
  }

  /** Keeps nothing open. */
  @Override
  public void close() {}

  private boolean answers() {
    try {
      Calls.Answer greeting = new Calls(url(), Optional.empty()).get("/health", GREETING_LIMIT);
      return new String(greeting.body(), StandardCharsets.UTF_8)
          .contains("\"image-search-backend\"");
    } catch (CommandFailed nobody) {
      return false;
    }
  }
}
