package dev.lince.benchmarks.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code lince serve} on a free port, over a fresh index. Safe for use by several threads. */
final class ServerProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long GLANCE_MILLIS = 100;
  private static final byte[] HEAD =
      "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] TAIL = "\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final URI address;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts it and does not wait for it.
   *
   * @param launcher the file {@code lince}
   * @param model a model folder, or {@code visual}
   * @param scratch an empty folder, for index and log
   */
  static ServerProcess start(Path launcher, String model, Path images, Path scratch)
      throws IOException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                launcher.toAbsolutePath().toString(),
                "serve",
                "--port",
                String.valueOf(port),
                "--images",
                images.toString(),
                "--data",
                scratch.resolve("data").toString(),
                "--log-level",
                "WARNING"));
    command.addAll(
        model.equals("visual") ? List.of("--embedder", "visual") : List.of("--model", model));
    Process process =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("log").toFile())
            .start();
    return new ServerProcess(process, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  long pid() {
    return process.pid();
  }

  /** Waits until searches are answered. */
  void awaitAnswers() throws IOException, InterruptedException {
    await("\"ready\":true");
  }

  /** Waits until it is in step with its folder. */
  void awaitInStep() throws IOException, InterruptedException {
    await("\"ingest\":{\"phase\":\"done\"");
  }

  private void await(String sign) throws InterruptedException, IOException {
    while (!status().contains(sign)) {
      if (!process.isAlive()) {
        throw new IOException("Lince ended with %d.".formatted(process.exitValue()));
      }
      Thread.sleep(GLANCE_MILLIS);
    }
  }

  private String status() throws InterruptedException {
    try {
      return get("/api/v1/status").body();
    } catch (IOException notYet) {
      return "";
    }
  }

  /** How many pictures it has embedded since its start. */
  int embedded() throws IOException, InterruptedException {
    Matcher count = Pattern.compile("\"embedded\":(\\d+)").matcher(get("/api/v1/status").body());
    if (!count.find()) {
      throw new IOException("The status has no count of embedded pictures.");
    }
    return Integer.parseInt(count.group(1));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT).build(),
        BodyHandlers.ofString());
  }

  /** Searches by a picture. */
  Timed search(byte[] picture) throws IOException, InterruptedException {
    return post("/search-similar-images/?k=10&threshold=0", picture);
  }

  /** Adds a picture. */
  Timed add(byte[] picture) throws IOException, InterruptedException {
    return post("/api/v1/images", picture);
  }

  private Timed post(String path, byte[] picture) throws IOException, InterruptedException {
    byte[] body = Arrays.copyOf(HEAD, HEAD.length + picture.length + TAIL.length);
    System.arraycopy(picture, 0, body, HEAD.length, picture.length);
    System.arraycopy(TAIL, 0, body, HEAD.length + picture.length, TAIL.length);
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(LIMIT)
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    long begun = System.nanoTime();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return new Timed(answer, (System.nanoTime() - begun) / 1e6);
  }

  /** An answer, and how long it took from before its request to its last byte. */
  record Timed(HttpResponse<String> answer, double millis) {
    int status() {
      return answer.statusCode();
    }
  }

  /** How long {@code count} searches took, one after the other, all of them answered. */
  Latencies searches(int count, byte[] picture, Duration pause)
      throws IOException, InterruptedException {
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      Timed search = search(picture);
      if (search.status() != 200) {
        throw new IOException("A search was answered with %s.".formatted(search.answer()));
      }
      millis[i] = search.millis();
      Thread.sleep(pause);
    }
    return new Latencies(millis);
  }

  /** Resident memory in MB (Linux). */
  double residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Java's heap in MB, after a full collection. */
  double heapMegabytes() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    Matcher used =
        Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"} (\\S+)")
            .matcher(get("/metrics").body());
    if (!used.find()) {
      throw new IOException("The metrics have no heap.");
    }
    return Double.parseDouble(used.group(1)) / (1 << 20);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    client.shutdownNow();
  }
}
