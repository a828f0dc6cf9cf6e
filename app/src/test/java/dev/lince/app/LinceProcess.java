package dev.lince.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lince as a process of its own, on the classes under test, with a home where no model is. */
public final class LinceProcess implements AutoCloseable {
  public static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path output;
  private final int port;

  private LinceProcess(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /** Starts `serve` with these options, on a free port, and does not wait for it. */
  public static LinceProcess serve(Path home, String... options) throws IOException {
    return serve(home, Map.of(), options);
  }

  /** As {@link #serve(Path, String...)}, with these variables in its environment. */
  public static LinceProcess serve(Path home, Map<String, String> variables, String... options)
      throws IOException {
    int port = freePort();
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", String.valueOf(port)));
    arguments.addAll(List.of(options));
    Path output = Files.createTempFile(home, "lince", ".out");
    return new LinceProcess(launch(home, output, variables, arguments), output, port);
  }

  /** Runs a command to its end and returns what it said. */
  public static Said run(Path home, String... arguments) throws IOException, InterruptedException {
    return run(home, Map.of(), arguments);
  }

  /** As {@link #run(Path, String...)}, with these variables in its environment. */
  public static Said run(Path home, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(home, "lince", ".out");
    Process process = launch(home, output, variables, List.of(arguments));
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("lince %s did not end".formatted(String.join(" ", arguments)));
    }
    return new Said(process.exitValue(), Files.readString(output));
  }

  /** The exit code of a command, and its output with its errors. */
  public record Said(int exit, String text) {}

  private static Process launch(
      Path home, Path output, Map<String, String> variables, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-Dlince.home=" + home,
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lince.app.Lince"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("LINCE_") || name.equals("DATABASE_URL"));
    builder
        .environment()
        .putAll(
            Map.of(
                "HF_HOME",
                home.resolve("hub").toString(),
                "HF_HUB_OFFLINE",
                "1",
                "LC_ALL",
                "C.UTF-8"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it answers, and until its output has {@code text}. */
  public void awaitOutput(String text) {
    await(() -> output().contains(text), "said «%s»".formatted(text));
  }

  /** Waits for something while it runs. */
  public void await(BooleanSupplier condition, String what) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (ended(GLANCE) || System.nanoTime() > limit) {
        throw new AssertionError("Lince never %s; it said:%n%s".formatted(what, output()));
      }
    }
  }

  private boolean ended(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Its number in the system. */
  public long pid() {
    return process.pid();
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> searchBy(Path picture, String query)
      throws IOException, InterruptedException {
    String head =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"picture\"\r\n\r\n";
    return client.send(
        HttpRequest.newBuilder(uri("/search-similar-images/" + query))
            .timeout(PATIENCE)
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofByteArray(head.getBytes(StandardCharsets.UTF_8)),
                    HttpRequest.BodyPublishers.ofFile(picture),
                    HttpRequest.BodyPublishers.ofString("\r\n--edge--\r\n")))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Ends it as Ctrl-C does, and waits for that. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("Lince did not end; it said:%n%s".formatted(output()));
    }
    return process.exitValue();
  }

  /** Kills it, as a crash does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }
}
