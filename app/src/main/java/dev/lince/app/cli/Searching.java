package dev.lince.app.cli;

import dev.lince.app.config.CallerKey;
import dev.lince.app.config.Settings;
import java.util.Optional;

/** Whoever answers a search of the command line: a server, or the index itself. */
interface Searching extends AutoCloseable {
  /** The server that runs on the data folder; where none does, the index in it. */
  static Searching open(Settings settings, Optional<CallerKey> key) {
    Optional<RunningServer> server = RunningServer.find(settings.serverFile(), key);
    return server.isPresent() ? server.get() : OwnIndex.open(settings);
  }

  /** The JSON with which {@code POST /api/v1/search} answers. */
  byte[] search(Question question);

  @Override
  void close();
}
