package dev.lince.embed.clip;

import dev.lince.embed.EmbedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A process of its own that downloads the model of a {@link FakeHub} into a cache. */
public final class HubProcess {
  private HubProcess() {}

  /** Starts one that writes what it has to say to {@code log}. */
  static Process start(FakeHub server, Path cache, Path log, Map<String, String> env)
      throws IOException {
    PinnedModel model = server.model();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HubProcess.class.getName(),
                model.repository(),
                model.revision()));
    for (PinnedModel.File file : model.files()) {
      command.addAll(List.of(file.path(), String.valueOf(file.bytes()), file.sha256()));
    }
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    process
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    process.environment().put("HF_ENDPOINT", server.endpoint());
    process.environment().put("HF_HUB_CACHE", cache.toString());
    process.environment().putAll(env);
    return process.start();
  }

  /** Ends with 0 when the model is there, else with 3 after the reason. */
  public static void main(String[] args) {
    List<PinnedModel.File> files = new ArrayList<>();
    for (int i = 2; i < args.length; i += 3) {
      files.add(new PinnedModel.File(args[i], Long.parseLong(args[i + 1]), args[i + 2]));
    }
    Hub hub =
        new Hub(
            new HubSettings(System.getenv(), Path.of("")),
            new PinnedModel(args[0], args[1], files),
            FakeHub.PATIENCE);
    try {
      System.out.println(hub.download((_, _) -> {}).root());
    } catch (EmbedException e) {
      System.out.println(e.getMessage());
      System.exit(3);
    }
  }
}
