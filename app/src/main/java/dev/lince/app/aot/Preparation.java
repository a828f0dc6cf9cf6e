package dev.lince.app.aot;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the caches of the program that this process is. */
public final class Preparation {
  private static final Logger log = LoggerFactory.getLogger(Preparation.class);

  /** What came of it. */
  public enum Outcome {
    MADE,
    WERE_CURRENT,
    /** Another process is at it. */
    UNDER_WAY
  }

  private final Program program;
  private final Caches caches;

  private Preparation(Program program) {
    this.program = program;
    this.caches = new Caches(program);
  }

  /**
   * Makes the caches where they are missing or of another Java or build. Takes a quarter of a
   * minute, and about 100 MB beside the program. A process that is killed leaves nothing that a
   * start would see.
   *
   * @throws PreparationFailed where the program's folder cannot be written to, a training run
   *     fails, or this process is not the packaged program
   */
  public static Outcome run() throws InterruptedException {
    Program program =
        Program.ofThisProcess()
            .orElseThrow(
                () ->
                    new PreparationFailed(
                        "Only the packaged program can be prepared; start it by the launcher."));
    try {
      return new Preparation(program).make();
    } catch (IOException e) {
      throw new PreparationFailed(
          "The caches in %s cannot be made: %s. Lince runs without them, only its start is slower."
              .formatted(program.cacheFolder(), e),
          e);
    }
  }

  private Outcome make() throws IOException, InterruptedException {
    Files.createDirectories(caches.folder());
    try (FileChannel channel =
            FileChannel.open(
                caches.folder().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return Outcome.UNDER_WAY;
      }
      removeLeftovers();
      if (caches.areCurrent()) {
        return Outcome.WERE_CURRENT;
      }
      Path work = Files.createTempDirectory(caches.folder(), "work-");
      try {
        train(work);
        caches.replaceFrom(work);
      } finally {
        remove(work);
      }
      return Outcome.MADE;
    }
  }

  private void train(Path work) throws IOException, InterruptedException {
    Path pictures = work.resolve("pictures");
    TrainingPictures.draw(pictures);
    try (TrainingRun server = TrainingRun.start(program, Role.SERVE, work);
        TrainingRun commands = TrainingRun.start(program, Role.COMMANDS, work)) {
      Thread end =
          Thread.ofPlatform()
              .unstarted(
                  () -> {
                    server.kill();
                    commands.kill();
                  });
      Runtime.getRuntime().addShutdownHook(end);
      rehearse(server, commands, pictures);
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  /**
   * The server is asked by the commands, then its library without it. One after the other, so that
   * no more than one core is taken from others.
   */
  private static void rehearse(TrainingRun server, TrainingRun commands, Path pictures)
      throws IOException, InterruptedException {
    Path picture = pictures.resolve("0.jpg");
    int port = freePort();
    String[] search = {"search", "-k", "2", "--data", "data", "--embedder", "visual", "" + picture};
    try (TrainingRequests requests = new TrainingRequests(port)) {
      server.run(
          "serve",
          "" + pictures,
          "--port",
          "" + port,
          "--data",
          "data",
          "--embedder",
          "visual",
          "--log-level",
          "INFO");
      server.await(() -> requests.finds(picture), "answered");
      requests.send(picture);
      commands.run(search);
      commands.run("search", "--text", "a", "--data", "data", "--embedder", "visual");
      commands.awaitDone(2);
    }
    server.finish();
    commands.run(search);
    commands.run("embed", "--embedder", "visual", "" + picture, "" + pictures.resolve("1.png"));
    commands.run("--version");
    commands.finish();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** What runs that were killed left. */
  private void removeLeftovers() throws IOException {
    try (Stream<Path> all = Files.list(caches.folder())) {
      for (Path left :
          all.filter(file -> file.getFileName().toString().startsWith("work-")).toList()) {
        remove(left);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException inUse) {
        log.debug("{} stays until the next preparation", file, inUse);
      }
    }
  }
}
