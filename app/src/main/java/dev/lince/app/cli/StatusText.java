package dev.lince.app.cli;

import dev.lince.app.engine.EngineStatus;
import dev.lince.app.engine.ModelState;
import dev.lince.app.engine.Readiness;
import dev.lince.app.http.Status;
import dev.lince.library.ImageFolder;
import dev.lince.library.IngestProgress;
import dev.lince.library.ReembedProgress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What runs, in the words of the API. */
final class StatusText {
  private StatusText() {}

  static Status of(EngineStatus engine) {
    return new Status(
        Version.ofThisBuild(),
        engine.readiness() instanceof Readiness.Ready,
        sentence(engine.readiness()),
        engine.space(),
        engine.images(),
        engine.store(),
        ingest(engine.ingest()),
        model(engine.model()),
        reembed(engine.reembedding()),
        engine.failure(),
        engine.formerSpace(),
        engine.folders().stream().map(StatusText::folder).toList());
  }

  private static Status.Folder folder(ImageFolder folder) {
    return new Status.Folder(
        folder.name(), folder.folder().toAbsolutePath().normalize().toString());
  }

  private static @Nullable String sentence(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready() -> null;
      case Readiness.Preparing(String sentence) -> sentence;
      case Readiness.Failed(String sentence) -> sentence;
    };
  }

  private static Status.Ingest ingest(IngestProgress progress) {
    return new Status.Ingest(
        word(progress.phase()),
        progress.toDo(),
        progress.done(),
        progress.embedded(),
        progress.failed(),
        progress.removed());
  }

  private static Status.@Nullable Model model(@Nullable ModelState state) {
    return switch (state) {
      case null -> null;
      case ModelState.Asked() -> new Status.Model("asked", null, null, null, null);
      case ModelState.Fetching(long done, long total) ->
          new Status.Model("fetching", null, done, total, null);
      case ModelState.There(String space) -> new Status.Model("there", space, null, null, null);
      case ModelState.Unavailable(String sentence) ->
          new Status.Model("unavailable", null, null, null, sentence);
    };
  }

  private static Status.@Nullable Reembed reembed(@Nullable ReembedProgress progress) {
    return progress == null
        ? null
        : new Status.Reembed(
            word(progress.phase()),
            progress.space(),
            progress.total(),
            progress.done(),
            progress.unreadable(),
            progress.reason());
  }

  private static String word(Enum<?> phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
