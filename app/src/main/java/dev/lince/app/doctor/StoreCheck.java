package dev.lince.app.doctor;

import dev.lince.app.config.Settings;
import dev.lince.app.engine.Stores;
import dev.lince.library.SpaceNote;
import dev.lince.store.Filter;
import dev.lince.store.ImageStore;
import dev.lince.store.StoreException;
import java.net.URI;
import java.util.Optional;

/**
 * Whether the store opens and answers. A server that runs is asked; else it is opened to be read.
 */
final class StoreCheck implements Check {
  private final Settings settings;
  private final Optional<URI> running;

  StoreCheck(Settings settings, Optional<URI> running) {
    this.settings = settings;
    this.running = running;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Outcome examine() {
    return running.isPresent() ? asked(running.get()) : opened();
  }

  private static Outcome asked(URI server) {
    return switch (Health.of(server).orElse(Health.UNHEALTHY)) {
      case HEALTHY -> new Outcome.Ok("The server at %s says that it answers.".formatted(server));
      case UNHEALTHY ->
          new Outcome.Problem(
              "The server at %s cannot reach its store.".formatted(server),
              "Its log says why; look whether the database runs.");
    };
  }

  private Outcome opened() {
    String where = Stores.describe(settings);
    Optional<ImageStore> found;
    try {
      found = Stores.openExisting(settings);
    } catch (StoreException broken) {
      return problem(where, broken);
    }
    if (found.isEmpty()) {
      return new Outcome.Ok("There is no library yet in %s; serve makes it.".formatted(where));
    }
    try (ImageStore store = found.get()) {
      store.ping();
      String space =
          SpaceNote.find(store.notes()).map(so -> "in the space " + so.name()).orElse("no space");
      return new Outcome.Ok(
          "%s opens: %,d pictures, %s.".formatted(where, store.count(Filter.ALL), space));
    } catch (StoreException broken) {
      return problem(where, broken);
    }
  }

  private static Outcome problem(String where, StoreException broken) {
    return new Outcome.Problem(
        "%s: %s".formatted(where, broken.getMessage()),
        "docs/troubleshooting.md has the message and what to do.");
  }
}
