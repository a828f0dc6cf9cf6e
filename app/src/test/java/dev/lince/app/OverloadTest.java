package dev.lince.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many more searches than a server can answer, for half a minute. */
class OverloadTest {
  private static final Duration LASTS = Duration.ofSeconds(30);
  private static final int CLIENTS = 40;
  private static final Pattern THREADS = Pattern.compile("(?m)^jvm_threads_current (\\S+)");

  private static final Path TINY =
      Path.of("..", "core", "src", "test", "resources", "models", "tiny")
          .toAbsolutePath()
          .normalize();

  @TempDir Path home;

  /** How long they took is measured in the benchmarks; here counts what became of them. */
  @Test
  void everySearchIsAnsweredOrToldWhenToComeAgainAndNothingIsLeftBehind() throws Exception {
    Path pictures = DrawnPictures.draw(home.resolve("pictures"), 40);
    try (LinceProcess lince = serve(pictures)) {
      lince.awaitOutput("In step with the folders");
      lince.awaitOutput("Lince is at");
      Path picture = pictures.resolve("000.jpg");
      assertThat(lince.searchBy(picture, "").statusCode()).isEqualTo(200);
      double threadsBefore = threads(lince);

      Map<String, AtomicInteger> answers = overload(lince, picture);

      assertThat(answers.keySet()).isSubsetOf("200", "503 Retry-After", "health 200");
      assertThat(answers).containsKeys("200", "503 Retry-After", "health 200");
      assertThat(lince.output()).doesNotContain("OutOfMemoryError", " ERROR ");
      HttpResponse<String> afterwards = lince.searchBy(picture, "?k=1");
      assertThat(afterwards.statusCode()).isEqualTo(200);
      assertThat(afterwards.body()).contains("/static/000.jpg");
      lince.await(() -> threads(lince) <= threadsBefore + 10, "let its threads go");
    }
  }

  private LinceProcess serve(Path pictures) throws IOException {
    return LinceProcess.serve(
        home,
        "--images",
        pictures.toString(),
        "--data",
        home.resolve("data").toString(),
        "--model",
        TINY.toString());
  }

  private static Map<String, AtomicInteger> overload(LinceProcess lince, Path picture)
      throws Exception {
    ConcurrentMap<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    long end = System.nanoTime() + LASTS.toNanos();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(() -> until(end, answers, () -> search(lince, picture))));
      }
      running.add(
          clients.submit(
              () -> until(end, answers, () -> "health " + lince.get("/health").statusCode())));
      for (Future<?> client : running) {
        client.get();
      }
    }
    return answers;
  }

  private static Void until(
      long end, ConcurrentMap<String, AtomicInteger> answers, Callable<String> request)
      throws Exception {
    while (System.nanoTime() < end) {
      answers.computeIfAbsent(request.call(), _ -> new AtomicInteger()).incrementAndGet();
    }
    return null;
  }

  private static String search(LinceProcess lince, Path picture) throws Exception {
    HttpResponse<String> answer = lince.searchBy(picture, "");
    return answer.statusCode()
        + (answer.headers().firstValue("Retry-After").isPresent() ? " Retry-After" : "");
  }

  private static double threads(LinceProcess lince) {
    try {
      Matcher threads = THREADS.matcher(lince.get("/metrics").body());
      assertThat(threads.find()).isTrue();
      return Double.parseDouble(threads.group(1));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
