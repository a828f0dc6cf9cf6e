package dev.lince.app.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lince.image.ThumbnailSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ThumbnailFolderTest {
  private static final int BLOCK = 4096;
  private static final int MANY = 1000 * BLOCK;

  @TempDir private Path root;

  private Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void nameFolder() {
    folder = root.resolve("data/thumbnails");
  }

  @Test
  void givesBackWhatItKeeps() {
    ThumbnailFolder thumbnails = open(MANY);
    thumbnails.keep(key(1), jpeg(5000));

    assertThat(thumbnails.read(key(1))).isEqualTo(jpeg(5000));
    assertThat(thumbnails.read(key(2))).isNull();
    assertThat(thumbnails.spaceTaken()).isEqualTo(2 * BLOCK);
  }

  @Test
  void keepsTheBoundByDroppingWhatWasUsedLongestAgo() throws IOException {
    ThumbnailFolder thumbnails = open(3 * BLOCK);
    for (int i = 1; i <= 3; i++) {
      thumbnails.keep(key(i), jpeg(100));
    }
    assertThat(thumbnails.read(key(1))).isNotNull();

    thumbnails.keep(key(4), jpeg(100));

    assertThat(thumbnails.read(key(2))).isNull();
    assertThat(thumbnails.read(key(1))).isNotNull();
    assertThat(thumbnails.read(key(3))).isNotNull();
    assertThat(thumbnails.read(key(4))).isNotNull();
    assertThat(files()).hasSize(3);
  }

  @Test
  void neverTakesMoreThanItsSpaceWhateverIsAskedFor() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ThumbnailFolder thumbnails = open(20 * BLOCK);
    for (int i = 0; i < 500; i++) {
      ThumbnailKey key = key(random.nextInt(40));
      if (thumbnails.read(key) == null) {
        thumbnails.keep(key, jpeg(1 + random.nextInt(4 * BLOCK)));
      }
      assertThat(thumbnails.spaceTaken()).as("seed %d", seed).isBetween(1L, 20L * BLOCK);
    }
    long onDisk = 0;
    for (Path file : files()) {
      onDisk += Math.ceilDiv(Files.size(file), BLOCK) * BLOCK;
    }
    assertThat(onDisk).as("seed %d", seed).isEqualTo(thumbnails.spaceTaken());
  }

  @Test
  void countsAReplacedFileOnce() {
    ThumbnailFolder thumbnails = open(MANY);
    thumbnails.keep(key(1), jpeg(9000));
    thumbnails.keep(key(1), jpeg(10));

    assertThat(thumbnails.spaceTaken()).isEqualTo(BLOCK);
    assertThat(thumbnails.read(key(1))).isEqualTo(jpeg(10));
  }

  @Test
  void findsWhatAnEarlierRunMadeInTheOrderOfItsUse() throws IOException {
    ThumbnailFolder before = open(MANY);
    for (int i = 1; i <= 4; i++) {
      before.keep(key(i), jpeg(100));
      Files.setLastModifiedTime(place(i), FileTime.from(now.minus(Duration.ofDays(i % 3))));
    }

    ThumbnailFolder after = open(2 * BLOCK);

    assertThat(after.spaceTaken()).isEqualTo(2 * BLOCK);
    assertThat(after.read(key(3))).isNotNull();
    assertThat(after.read(key(2))).isNull();
  }

  @Test
  void countsWhatIsUsedBeforeItHasLookedAroundOnce() {
    ThumbnailFolder before = open(MANY);
    for (int i = 1; i <= 4; i++) {
      before.keep(key(i), jpeg(100));
    }

    ThumbnailFolder after = new ThumbnailFolder(folder, 3 * BLOCK, () -> now);
    assertThat(after.read(key(1))).isNotNull();
    after.keep(key(5), jpeg(100));
    after.lookAround();

    assertThat(after.spaceTaken()).isEqualTo(3 * BLOCK);
    assertThat(after.read(key(1))).isNotNull();
    assertThat(after.read(key(5))).isNotNull();
  }

  @Test
  void marksAReadFileOnceADay() throws IOException {
    ThumbnailFolder thumbnails = open(MANY);
    thumbnails.keep(key(1), jpeg(100));
    FileTime longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(place(1), longAgo);

    now = now.plus(Duration.ofHours(23));
    thumbnails.read(key(1));
    assertThat(Files.getLastModifiedTime(place(1))).isEqualTo(longAgo);
    now = now.plus(Duration.ofHours(1));
    thumbnails.read(key(1));
    assertThat(Files.getLastModifiedTime(place(1)).toInstant()).isEqualTo(now);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 99, 103})
  void takesACutOffFileForNone(int length) throws IOException {
    ThumbnailFolder thumbnails = open(MANY);
    thumbnails.keep(key(1), jpeg(100));
    Files.write(place(1), Arrays.copyOf(Files.readAllBytes(place(1)), length));

    assertThat(thumbnails.read(key(1))).isNull();
    assertThat(place(1)).doesNotExist();
    assertThat(thumbnails.spaceTaken()).isZero();
  }

  @Test
  void takesAFileWithAnyWrongByteForNone() throws IOException {
    ThumbnailFolder thumbnails = open(MANY);
    for (int at = 0; at < 104; at++) {
      thumbnails.keep(key(1), jpeg(100));
      byte[] file = Files.readAllBytes(place(1));
      file[at] ^= 0x10;
      Files.write(place(1), file);

      assertThat(thumbnails.read(key(1))).isNull();
    }
    Files.write(place(1), new byte[104]);
    assertThat(thumbnails.read(key(1))).isNull();
  }

  @Test
  void goesOnWhereSomeoneDeletesEverything() throws IOException {
    ThumbnailFolder thumbnails = open(MANY);
    thumbnails.keep(key(1), jpeg(100));
    Files.delete(place(1));
    Files.delete(place(1).getParent());

    assertThat(thumbnails.read(key(1))).isNull();
    assertThat(thumbnails.spaceTaken()).isZero();
    thumbnails.keep(key(1), jpeg(100));
    assertThat(thumbnails.read(key(1))).isNotNull();
  }

  @Test
  void clearsAwayWhatOthersLeftAndNothingElse() throws IOException {
    open(MANY).keep(key(1), jpeg(100));
    Path other = place(1).resolveSibling("other.jpg");
    Path older = place(1).resolveSibling(place(1).getFileName().toString().replace("v1", "v0"));
    Path elsewhere = folder.resolve(place(1).getFileName());
    Path cutShort = folder.resolve("run-1.tmp");
    for (Path file : new Path[] {other, older, elsewhere, cutShort}) {
      Files.write(file, jpeg(10));
    }

    ThumbnailFolder after = open(MANY);

    assertThat(files()).containsExactlyInAnyOrder(place(1), other);
    assertThat(after.spaceTaken()).isEqualTo(BLOCK);
  }

  @Test
  void keepsNoneWithoutSpaceAndDropsThoseThatAreThere() throws IOException {
    open(MANY).keep(key(1), jpeg(100));

    ThumbnailFolder none = open(0);
    none.keep(key(2), jpeg(100));

    assertThat(files()).isEmpty();
    assertThat(none.read(key(1))).isNull();
  }

  @Test
  void saysOnceThatItCannotKeepThem() throws IOException {
    Files.createDirectories(root.resolve("data"));
    Files.writeString(folder, "a file where the folder should be");
    Logger logger = (Logger) LoggerFactory.getLogger(ThumbnailFolder.class);
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    logger.addAppender(seen);
    Level before = logger.getLevel();
    logger.setLevel(Level.WARN);
    try {
      ThumbnailFolder thumbnails = open(MANY);
      thumbnails.keep(key(1), jpeg(100));
      thumbnails.keep(key(2), jpeg(100));

      assertThat(thumbnails.read(key(1))).isNull();
    } finally {
      logger.setLevel(before);
      logger.detachAppender(seen);
    }
    assertThat(seen.list).hasSize(1);
    assertThat(seen.list.getFirst().getFormattedMessage())
        .startsWith("Thumbnails cannot be kept in " + folder);
    assertThat(folder).hasContent("a file where the folder should be");
  }

  private ThumbnailFolder open(long space) {
    ThumbnailFolder thumbnails = new ThumbnailFolder(folder, space, () -> now);
    thumbnails.lookAround();
    return thumbnails;
  }

  private static ThumbnailKey key(int number) {
    return ThumbnailKey.of("%064x".formatted(number), ThumbnailSize.PIXELS_128);
  }

  private Path place(int number) {
    return folder.resolve(key(number).path());
  }

  private static byte[] jpeg(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
