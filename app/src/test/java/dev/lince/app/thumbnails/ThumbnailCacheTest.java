package dev.lince.app.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lince.image.DecodeMode;
import dev.lince.image.DecoderChoice;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageRefused;
import dev.lince.image.Raster;
import dev.lince.image.ThumbnailSize;
import dev.lince.image.Thumbnailer;
import dev.lince.search.SearchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ThumbnailCacheTest {
  private static final long SPACE = 1 << 20;
  private static final ThumbnailSize SIZE = ThumbnailSize.PIXELS_128;

  @TempDir private Path root;

  private final Thumbnailer thumbnailer = new Thumbnailer(ImageLimits.DEFAULT, DecoderChoice.AUTO);
  private final AtomicInteger reads = new AtomicInteger();
  private final Drawn red = Drawn.of(0xff0000);

  @Test
  void makesAThumbnailOnceHoweverManyAskAtTheSameTime() throws Exception {
    int many = 50;
    CyclicBarrier together = new CyclicBarrier(many);
    List<Future<Thumbnail>> answers = new ArrayList<>();
    try (ThumbnailCache cache = open();
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        answers.add(
            askers.submit(
                () -> {
                  together.await();
                  return cache.get(red.hash(), SIZE, counted(red));
                }));
      }
      byte[] first = answers.getFirst().get().jpeg();
      for (Future<Thumbnail> answer : answers) {
        assertThat(answer.get().jpeg()).isEqualTo(first);
      }
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void makesEachSizeOnItsOwn() {
    try (ThumbnailCache cache = open()) {
      Raster small = decoded(cache.get(red.hash(), SIZE, counted(red)));
      Raster large = decoded(cache.get(red.hash(), ThumbnailSize.PIXELS_256, counted(red)));

      assertThat(small.width()).isEqualTo(128);
      assertThat(large.width()).isEqualTo(256);
    }
  }

  @Test
  void findsAfterARestartWhatWasMade() {
    Thumbnail made;
    try (ThumbnailCache cache = open()) {
      made = cache.get(red.hash(), SIZE, counted(red));
    }
    try (ThumbnailCache cache = open()) {
      Thumbnail found = cache.get(red.hash(), SIZE, counted(red));

      assertThat(found.jpeg()).isEqualTo(made.jpeg());
      assertThat(found.etag()).isEqualTo(made.etag()).matches("\"[0-9a-f]{32}\"");
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void givesOtherBytesAnotherEtag() {
    Drawn blue = Drawn.of(0x0000ff);
    try (ThumbnailCache cache = open()) {
      assertThat(cache.get(red.hash(), SIZE, counted(red)).etag())
          .isNotEqualTo(cache.get(blue.hash(), SIZE, counted(blue)).etag());
    }
  }

  @Test
  void makesADamagedFileAnew() throws IOException {
    try (ThumbnailCache cache = open()) {
      Thumbnail made = cache.get(red.hash(), SIZE, counted(red));
      Files.write(files().getFirst(), new byte[0]);

      assertThat(cache.get(red.hash(), SIZE, counted(red)).jpeg()).isEqualTo(made.jpeg());
      assertThat(cache.get(red.hash(), SIZE, counted(red)).jpeg()).isEqualTo(made.jpeg());
    }
    assertThat(reads).hasValue(2);
  }

  @Test
  void servesWhereNothingCanBeKept() throws IOException {
    Files.writeString(root.resolve("thumbnails"), "a file where the folder should be");
    try (ThumbnailCache cache = open()) {
      assertThat(decoded(cache.get(red.hash(), SIZE, counted(red))).width()).isEqualTo(128);
      assertThat(decoded(cache.get(red.hash(), SIZE, counted(red))).width()).isEqualTo(128);
    }
    assertThat(reads).hasValue(2);
  }

  @Test
  void showsAChangedOriginalAndDoesNotKeepItUnderTheOldHash() throws IOException {
    Drawn blue = Drawn.of(0x0000ff);
    try (ThumbnailCache cache = open()) {
      Raster shown = decoded(cache.get(red.hash(), SIZE, counted(blue)));

      assertThat(shown.rgb()[2] & 255).isGreaterThan(200);
      assertThat(files()).isEmpty();
      assertThat(decoded(cache.get(red.hash(), SIZE, counted(red))).rgb()[0] & 255)
          .isGreaterThan(200);
    }
  }

  @Test
  void keepsNothingOfAnOriginalWithoutAHash() throws IOException {
    try (ThumbnailCache cache = open()) {
      assertThat(decoded(cache.make(SIZE, counted(red))).width()).isEqualTo(128);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoHashBeforeItReadsAnything() {
    try (ThumbnailCache cache = open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.get("../../../etc/passwd", SIZE, counted(red)));
    }
    assertThat(reads).hasValue(0);
  }

  @Test
  void passesOnWhyAnOriginalCannotBeShownAndAsksAgainLater() {
    try (ThumbnailCache cache = open()) {
      assertThatExceptionOfType(ImageRefused.NotAnImage.class)
          .isThrownBy(() -> cache.get(red.hash(), SIZE, () -> new byte[100]));
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  cache.get(
                      red.hash(),
                      SIZE,
                      () -> {
                        throw new IllegalStateException("gone");
                      }))
          .withMessage("gone");

      assertThat(decoded(cache.get(red.hash(), SIZE, counted(red))).width()).isEqualTo(128);
    }
  }

  @Test
  void refusesTheOneForWhomThereIsNoRoom() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (ThumbnailCache cache = open(1, 1);
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorCompletionService<Thumbnail> answers = new ExecutorCompletionService<>(askers);
      for (int colour = 0; colour < 3; colour++) {
        Drawn drawn = Drawn.of(colour);
        answers.submit(() -> cache.get(drawn.hash(), SIZE, () -> held(drawn, goOn)));
      }

      Future<Thumbnail> refused = answers.take();

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(refused::get)
          .withCauseInstanceOf(SearchException.Overloaded.class);
      goOn.countDown();
      assertThat(answers.take().get().jpeg()).isNotEmpty();
      assertThat(answers.take().get().jpeg()).isNotEmpty();
    }
  }

  @Test
  void refusesWhoWaitsWhenItCloses() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Drawn blue = Drawn.of(0x0000ff);
    ThumbnailCache cache = open(1, 5);
    List<Throwable> refusals = new ArrayList<>();
    Thread first =
        Thread.startVirtualThread(
            () -> {
              try {
                cache.make(
                    SIZE,
                    () -> {
                      begun.countDown();
                      return held(red, never);
                    });
              } catch (RuntimeException expected) {
                assertThat(expected).hasMessage("interrupted");
              }
            });
    begun.await();
    Thread second =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    cache.get(blue.hash(), SIZE, counted(blue));
                  } catch (RuntimeException e) {
                    refusals.add(e);
                  }
                });
    while (second.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    cache.close();

    first.join();
    second.join();
    assertThat(refusals).hasSize(1).first().isInstanceOf(SearchException.Stopping.class);
    assertThatExceptionOfType(SearchException.Stopping.class)
        .isThrownBy(() -> cache.get(red.hash(), SIZE, counted(red)));
  }

  private static byte[] held(Drawn drawn, CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    return drawn.bytes();
  }

  private Supplier<byte[]> counted(Drawn drawn) {
    return () -> {
      reads.incrementAndGet();
      return drawn.bytes();
    };
  }

  private static Raster decoded(Thumbnail thumbnail) {
    return new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT).decode(thumbnail.jpeg());
  }

  private ThumbnailCache open() {
    return open(2, 100);
  }

  private ThumbnailCache open(int atOnce, int waiting) {
    ThumbnailFolder folder =
        new ThumbnailFolder(root.resolve("thumbnails"), SPACE, InstantSource.system());
    return new ThumbnailCache(folder, thumbnailer, atOnce, waiting);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
