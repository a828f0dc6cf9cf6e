package dev.lince.app.doctor;

import dev.lince.app.config.EmbedderChoice;
import dev.lince.embed.clip.PublishedModel;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the model's files are there, whole, and the published ones. */
final class ModelFilesCheck implements Check {
  private final FoundModel model;

  ModelFilesCheck(FoundModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return "model files";
  }

  @Override
  public Outcome examine() {
    if (model.choice() == EmbedderChoice.VISUAL) {
      return new Outcome.NotApplicable("LINCE_EMBEDDER=visual needs no model.");
    }
    List<PublishedModel.File> files = PublishedModel.filesIn(model.place());
    List<PublishedModel.File> missing =
        files.stream().filter(file -> file.bytes().isEmpty()).toList();
    if (missing.stream().anyMatch(file -> !file.isForWordsOnly())) {
      return missing(missing);
    }
    List<PublishedModel.File> others =
        files.stream().filter(file -> file.bytes().isPresent() && !file.isAsPublished()).toList();
    if (!others.isEmpty()) {
      return others(others);
    }
    return missing.isEmpty()
        ? new Outcome.Ok(
            "%s in %s, every file by its SHA-256."
                .formatted(PublishedModel.REPOSITORY, model.place()))
        : new Outcome.Warning(
            "%s lacks %s, which only words need.".formatted(model.place(), names(missing)),
            "It is fetched with the first search by words; by hand: " + model.commandsByHand());
  }

  private Outcome missing(List<PublishedModel.File> missing) {
    String found = "%s lacks %s.".formatted(model.place(), names(missing));
    String remedy =
        "serve fetches them (about 354 MB). By hand: run this where the hub can be reached, copy the folder clip here and set LINCE_MODEL to it: "
            + model.commandsByHand();
    return model.choice() == EmbedderChoice.CLIP
        ? new Outcome.Problem(found, remedy)
        : new Outcome.Warning(
            found + " Until they are there, pictures are compared by colour and shape.", remedy);
  }

  private Outcome others(List<PublishedModel.File> others) {
    String found =
        others.stream()
            .map(
                file ->
                    "%s has %,d bytes or another SHA-256 (published: %,d bytes)"
                        .formatted(file.path(), file.bytes().orElse(0), file.publishedBytes()))
            .collect(Collectors.joining("; ", "", "."));
    return new Outcome.Warning(
        "%s is not the published model: %s".formatted(model.place(), found),
        "Fine where you chose another one; else delete these files and fetch them again.");
  }

  private static String names(List<PublishedModel.File> files) {
    return files.stream().map(PublishedModel.File::path).collect(Collectors.joining(", "));
  }
}
