package dev.lince.app.cli;

import dev.lince.app.config.Settings;
import java.util.Optional;

/** Whoever answers a search of the command line: a server, or the index itself. */
interface Searching extends AutoCloseable {
  /** The server that runs on the data folder; where none does, the index in it. */
  static Searching open(Settings settings) {
    Optional<RunningServer> server = RunningServer.find(settings.serverFile());
    return server.isPresent() ? server.get() : OwnIndex.open(settings);
  }

  /**
   * The images most similar to an encoded one.
   *
   * @param threshold what is less similar is left out; 0 for no cut
   */
  Found byImage(byte[] image, int k, double threshold);

  /** The images that words describe best; as {@link #byImage}. */
  Found byText(String text, int k, double threshold);

  @Override
  void close();
}
