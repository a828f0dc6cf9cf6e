package dev.lince.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.app.LinceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand damaged files, and as many damaged requests, to one server with half a gigabyte of
 * heap: each is answered, none as the server's failure, and afterwards it holds what it held
 * before. Slow (a minute), since chance needs many tries. {@code -Dlince.test.seed=…} with the
 * number that was printed brings a run again.
 */
class SeededRunsTest {
  private static final int RUNS = Integer.getInteger("lince.test.mutations", 10_000);
  private static final int AT_ONCE = 4;

  /** Large pictures cost time that many small ones use better. */
  private static final int USUAL_BYTES = 12_000;

  /** Beside the heap of 512 MB: code, threads, the index, decoders at their work. */
  private static final long MOST_BYTES = 1L << 30;

  private static final List<String> TOKENS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          "\t",
          "%00",
          "%",
          "%zz",
          "%2e%2e%2f",
          "../",
          "..\\",
          "\\",
          ";",
          "&",
          "=",
          "?",
          "#",
          ":",
          "\"",
          "é",
          "\u00c0\u00af",
          "--edge",
          "--edge--",
          "filename*=UTF-8''%ff%00",
          "name=\"file\"",
          "\r\nTransfer-Encoding: chunked\r\n",
          "\r\nTransfer-Encoding: gzip, chunked\r\n",
          "\r\nContent-Length: 99999999999999999999\r\n",
          "\r\nContent-Length: 2147483648\r\n",
          "\r\nContent-Length: 0\r\n",
          "\r\nRange: bytes=-9223372036854775808\r\n",
          "\r\nRange: bytes=0-0,1-1\r\n",
          "\r\nIf-Modified-Since: never\r\n",
          "\r\nExpect: 100-continue\r\n",
          "\r\nExpect: nothing\r\n",
          "\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n",
          "\r\nOrigin: null\r\n",
          "\r\nHost: b\r\n",
          "\r\nX: " + "x".repeat(9000) + "\r\n",
          "\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "k=99999999999999999999&",
          "threshold=1e999999999&",
          "threshold=NaN&",
          "0".repeat(2000),
          "ffffffffffffffff\r\n");

  @TempDir Path home;

  @Test
  void answersTenThousandDamagedFilesAndTenThousandDamagedRequests() throws Exception {
    long seed = Long.getLong("lince.test.seed", System.nanoTime());
    System.out.printf("SeededRunsTest: -Dlince.test.seed=%d%n", seed);
    ServerState.requireSight();
    try (LinceProcess lince = serve()) {
      List<byte[]> files = files();
      List<byte[]> requests = requests();
      all(lince, 500, index -> request(seed + index, requests), "warm-up");
      all(lince, 500, index -> file(seed + index, files), "warm-up");
      ServerState before = ServerState.of(lince.pid());

      Map<Integer, Long> byFile =
          all(lince, RUNS, index -> file(seed + 1_000_000 + index, files), "file");
      Map<Integer, Long> byRequest =
          all(lince, RUNS, index -> request(seed + 2_000_000 + index, requests), "request");

      System.out.printf("SeededRunsTest: files %s, requests %s%n", byFile, byRequest);
      assertThat(byFile).as("some still are pictures, some no longer").containsKeys(200, 400);
      assertThat(byRequest).as("some still are requests").containsKeys(200, 400, 404, 422);
      assertThat(lince.get("/health").statusCode()).isEqualTo(200);
      holdsWhatItHeld(lince, before);
    }
  }

  private LinceProcess serve() throws IOException {
    Path images = Files.createDirectories(home.resolve("images"));
    for (String name :
        List.of("jpeg-1x1.jpg", "png-3x2.png", "gif-single.gif", "png-palette.png")) {
      Files.copy(GoldenFiles.picture(name), images.resolve(name));
    }
    LinceProcess lince =
        LinceProcess.serve(
            home,
            "--embedder=visual",
            "--images=" + images,
            "--data=" + home.resolve("data"),
            "--max-pixels=4M");
    lince.awaitOutput("In step with the folders");
    lince.awaitOutput("Lince is at");
    return lince;
  }

  private static List<byte[]> files() {
    List<byte[]> files = new ArrayList<>();
    for (Path file : GoldenFiles.pictures()) {
      files.add(GoldenFiles.bytes(file));
    }
    for (Path file : GoldenFiles.broken()) {
      files.add(GoldenFiles.bytes(file));
    }
    return files;
  }

  private static List<byte[]> requests() {
    byte[] picture = GoldenFiles.bytes(GoldenFiles.picture("png-3x2.png"));
    List<byte[]> requests = new ArrayList<>();
    requests.add(Wire.searchRequest(picture, "a.png"));
    requests.add(Wire.searchRequest(picture, "ni%C3%B1o.png"));
    for (String start :
        List.of(
            "GET /health",
            "GET /static/png-3x2.png",
            "HEAD /static/jpeg-1x1.jpg",
            "GET /static/../x/%2e%2e/png-3x2.png",
            "GET /api/v1/search?text=a%20cat&k=3&min_similarity=0.5",
            "POST /search-similar-images/?k=3&threshold=0.1",
            "GET /api/v1/images?limit=3&order=oldest&cursor=oldest-1&tag=a",
            "GET /api/v1/images/1/thumbnail?size=200",
            "GET /api/v1/images/1/similar?min_width=1&metadata=a=b",
            "PATCH /api/v1/images/1",
            "GET /docs",
            "GET /openapi.json",
            "OPTIONS /search-similar-images/",
            "DELETE /static/png-3x2.png")) {
      requests.add(
          (start
                  + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: */*\r\nOrigin: http://localhost:3000\r\nRange: bytes=0-9\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    String chunked =
        String.join(
            "\r\n",
            "POST /search-similar-images HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Type: multipart/form-data; boundary=edge",
            "Transfer-Encoding: chunked",
            "",
            "30",
            "--edge\r\nContent-Disposition: form-data; name=\"fi",
            "14",
            "le\"; filename=\"a\"\r\n\r\n",
            "d",
            "\r\n--edge--\r\n.",
            "0",
            "",
            "");
    requests.add(chunked.getBytes(StandardCharsets.ISO_8859_1));
    return requests;
  }

  private static byte[] file(long seed, List<byte[]> files) {
    Random random = new Random(seed);
    byte[] file = files.get(random.nextInt(files.size()));
    for (int i = 0; i < 4 && file.length > USUAL_BYTES; i++) {
      file = files.get(random.nextInt(files.size()));
    }
    return Wire.searchRequest(new Mutation(random, files, List.of()).of(file), "a.jpg");
  }

  private static byte[] request(long seed, List<byte[]> requests) {
    Random random = new Random(seed);
    byte[] request = requests.get(random.nextInt(requests.size()));
    return new Mutation(random, requests, TOKENS).of(request);
  }

  /** Sends them all, some at once; how often each status came. */
  private static Map<Integer, Long> all(
      LinceProcess lince, int count, LongFunction<byte[]> input, String kind) throws Exception {
    Map<Integer, Long> statuses = new TreeMap<>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Integer>> sendings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long index = i;
        sendings.add(() -> send(lince, input.apply(index), kind + " " + index));
      }
      for (Future<Integer> status : threads.invokeAll(sendings)) {
        statuses.merge(status.get(), 1L, Long::sum);
      }
    }
    return statuses;
  }

  private static int send(LinceProcess lince, byte[] request, String what) throws IOException {
    try {
      Reply reply = Wire.send(lince.port(), request);
      assertThat(reply.keepsThePromise()).as("%s: %s", what, reply).isTrue();
      return reply.status();
    } catch (IOException | AssertionError failed) {
      Path kept = Files.createDirectories(Path.of("target", "hostile"));
      Files.write(kept.resolve(what.replace(' ', '-')), request);
      throw new AssertionError(
          "%s is kept in %s. %s".formatted(what, kept, lince.output()), failed);
    }
  }

  private static void holdsWhatItHeld(LinceProcess lince, ServerState before) {
    lince.await(() -> holds(lince, before), "gave back its threads, sockets and temporary files");
    ServerState after = state(lince);
    System.out.printf("SeededRunsTest: before %s, after %s%n", before, after);
    assertThat(after.peakBytes()).isLessThan(MOST_BYTES);
    assertThat(lince.output()).doesNotContain("OutOfMemoryError", "SIGSEGV");
  }

  private static boolean holds(LinceProcess lince, ServerState before) {
    try {
      ServerState now = state(lince);
      return now.threads() <= before.threads() + 8
          && now.openFiles() <= before.openFiles() + 8
          && ServerState.uploads(lince.port()) == 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static ServerState state(LinceProcess lince) {
    try {
      return ServerState.of(lince.pid());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
