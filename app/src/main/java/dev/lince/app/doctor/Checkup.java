package dev.lince.app.doctor;

import dev.lince.app.config.Settings;
import dev.lince.app.config.Sources;
import dev.lince.embed.clip.Hub;
import dev.lince.embed.clip.PublishedModel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.leptonica.global.leptonica;

/** Everything that is looked at. Whoever made it closes it. */
public final class Checkup implements AutoCloseable {
  /** Hashing a model on a slow disk takes its time; nothing else comes near. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final List<Check> checks;
  private final AutoCloseable model;

  private Checkup(List<Check> checks, AutoCloseable model) {
    this.checks = checks;
    this.model = model;
  }

  /**
   * All checks.
   *
   * @param running the server that works on the data folder of the settings
   * @param picture the reference picture, where someone has it
   */
  public static Checkup of(
      Settings settings, Sources sources, Optional<URI> running, Optional<Path> picture) {
    FoundModel model =
        new FoundModel(
            settings,
            Hub.fromEnvironment(sources.environment(), Path.of(System.getProperty("user.home"))));
    List<Check> checks = new ArrayList<>(ofTheMachine());
    checks.add(new SettingsCheck(sources));
    settings.images().forEach(folder -> checks.add(new ImageFolderCheck(folder)));
    checks.add(new DataFolderCheck(settings.data()));
    checks.add(new PortCheck(settings.host(), settings.port(), running));
    checks.add(new ModelFilesCheck(model));
    checks.add(new ReferenceTextCheck(model));
    checks.add(new ReferencePictureCheck(model, picture));
    checks.add(new StoreCheck(settings, running));
    checks.add(new ProbeCheck(settings, model, running));
    return new Checkup(checks, model);
  }

  /** What can be looked at where the settings are wrong, and that they are. */
  public static Checkup withoutSettings(String whatIsWrong) {
    List<Check> checks = new ArrayList<>(ofTheMachine());
    checks.add(new WrongSetting(whatIsWrong));
    return new Checkup(checks, () -> {});
  }

  private static List<Check> ofTheMachine() {
    return List.of(
        new JavaCheck(),
        new PlatformCheck(),
        new MemoryCheck(),
        new NativeCheck(
            "ONNX Runtime",
            () -> "ONNX Runtime " + PublishedModel.runtimeVersion(),
            "CLIP cannot run here; LINCE_EMBEDDER=visual needs no native library."),
        new NativeCheck(
            "picture decoder",
            () -> leptonica.getLeptonicaVersion().getString(),
            "WebP cannot be read and JPEG is slower; glibc 2.34 or newer is needed."),
        new HeifCheck());
  }

  /** The doctor for these checks. */
  public Doctor doctor() {
    return new Doctor(checks, LIMIT);
  }

  @Override
  public void close() {
    try {
      model.close();
    } catch (Exception e) {
      throw new IllegalStateException("The model could not be closed.", e);
    }
  }

  private record WrongSetting(String sentence) implements Check {
    @Override
    public String name() {
      return "settings";
    }

    @Override
    public Outcome examine() {
      return new Outcome.Problem(sentence, "Set it right, then run this again.");
    }
  }
}
