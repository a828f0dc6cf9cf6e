package dev.lince.app.doctor;

import dev.lince.embed.EmbedException;
import dev.lince.embed.Embedder;
import java.util.Arrays;
import java.util.Optional;

/** Whether words become the vector that others published. */
final class ReferenceTextCheck implements Check {
  private final FoundModel model;

  ReferenceTextCheck(FoundModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return "reference text";
  }

  @Override
  public Outcome examine() {
    Optional<Embedder> clip = model.clip();
    if (clip.isEmpty()) {
      return new Outcome.NotApplicable("There is no CLIP model to compare.");
    }
    Embedder embedder = clip.get();
    if (!embedder.space().name().equals(ReferenceValues.SPACE)) {
      return new Outcome.NotApplicable(
          "%s is not the published model: the reference values do not apply."
              .formatted(embedder.space().name()));
    }
    try {
      return compare(embedder.embedText(ReferenceValues.TEXT).vector());
    } catch (EmbedException.ModelUnavailable noTextTower) {
      return new Outcome.NotApplicable(String.valueOf(noTextTower.getMessage()));
    }
  }

  static Outcome compare(float[] vector) {
    if (ReferenceValues.beginsAsPublished(vector)) {
      return new Outcome.Ok("\"%s\" has the published vector.".formatted(ReferenceValues.TEXT));
    }
    return new Outcome.Problem(
        "\"%s\" has another vector than the published one: it begins with %s."
            .formatted(ReferenceValues.TEXT, Arrays.toString(Arrays.copyOf(vector, 5))),
        "Delete the model's files and fetch them again; if that does not help, tell the project which processor and system this is.");
  }
}
