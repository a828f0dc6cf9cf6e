package dev.lince.app.doctor;

import dev.lince.app.config.Settings;
import dev.lince.app.engine.Stores;
import dev.lince.embed.Embedder;
import dev.lince.embed.Space;
import dev.lince.library.SpaceNote;
import dev.lince.store.ImageStore;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Whether the model computes what it computed when the library was made. */
final class ProbeCheck implements Check {
  private final Settings settings;
  private final FoundModel model;
  private final Optional<URI> running;

  ProbeCheck(Settings settings, FoundModel model, Optional<URI> running) {
    this.settings = settings;
    this.model = model;
    this.running = running;
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public Outcome examine() {
    if (running.isPresent()) {
      return new Outcome.NotApplicable(
          "The server at %s compared it at its start.".formatted(running.get()));
    }
    Optional<Space> noted = space();
    if (noted.isEmpty()) {
      return new Outcome.NotApplicable("There is no library yet.");
    }
    Space library = noted.get();
    return model
        .forSpace(library.name())
        .map(embedder -> compare(library, embedder))
        .orElseGet(
            () ->
                new Outcome.Problem(
                    "The library was made with %s, which is not here.".formatted(library.name()),
                    "Bring that model; the line on its files says how."));
  }

  private Optional<Space> space() {
    Optional<ImageStore> found = Stores.openExisting(settings);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ImageStore store = found.get()) {
      return SpaceNote.find(store.notes());
    }
  }

  private static Outcome compare(Space library, Embedder embedder) {
    Space here = embedder.space();
    if (!library.id().equals(here.id())) {
      return new Outcome.Problem(
          "The library was made with %s (model %.8s), and the model here is %s (model %.8s)."
              .formatted(library.name(), library.modelHash(), here.name(), here.modelHash()),
          "Start with the library's own model, or give the other one a data folder of its own.");
    }
    String found =
        String.format(
            Locale.ROOT,
            "The cosine of the probe picture to the library's is %.6f.",
            library.probeCosine(here));
    return library.isSameAs(here)
        ? new Outcome.Ok(found)
        : new Outcome.Problem(
            found, "Less than 0.999: the model's files or its runtime changed; fetch them again.");
  }
}
