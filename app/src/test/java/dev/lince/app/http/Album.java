package dev.lince.app.http;

import dev.lince.embed.EmbedException;
import dev.lince.image.ImageRefused;
import dev.lince.image.ImageType;
import dev.lince.library.LibraryFile;
import dev.lince.search.QueryPart;
import dev.lince.search.ScoredHit;
import dev.lince.search.SearchAnswer;
import dev.lince.search.SearchRequest;
import dev.lince.search.Stages;
import dev.lince.store.Hit;
import dev.lince.store.ImageRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small collection with known similarities, on a real folder, whose state a test may change. */
final class Album implements Backend, AutoCloseable {
  static final byte[] JPEG =
      "\u00ff\u00d8\u00ff\u00e0 a small picture".getBytes(StandardCharsets.ISO_8859_1);
  static final Instant MODIFIED = Instant.parse("2024-05-06T07:08:09Z");

  private static final List<Hit> HITS =
      List.of(
          hit(1, "imagen1.jpg", 0.95),
          hit(7, "verano/niño #1 100%.jpg", 0.871204),
          hit(3, "exact.jpg", 0.5),
          hit(4, "faint.jpg", 0.000001),
          hit(5, "opposite.jpg", -0.25));

  final AtomicInteger searches = new AtomicInteger();
  volatile boolean storeReachable = true;
  volatile boolean knowsWords = true;
  volatile Readiness readiness = new Readiness.Ready();
  volatile boolean hasRoom = true;
  volatile long images = 5;
  volatile @Nullable String switchFailure;
  volatile @Nullable RuntimeException failure;
  volatile boolean closed;
  volatile Runnable duringSearch = () -> {};

  private final Path folder;

  Album(Path folder) {
    this.folder = folder;
  }

  /** Puts a file into the folder, with a known time. */
  Path put(String path, byte[] content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Hit> byImage(byte[] image, int k, double minSimilarity, Stages stages) {
    searches.incrementAndGet();
    duringSearch.run();
    failIfTold();
    if (!startsLikeJpeg(image)) {
      throw new ImageRefused.NotAnImage("The file is text; Lince reads JPEG.");
    }
    return stages.time(Stages.Stage.STORE, () -> nearest(k, minSimilarity));
  }

  @Override
  public SearchAnswer search(SearchRequest request, Stages stages) {
    failIfTold();
    boolean words =
        request.parts().stream().anyMatch(part -> part.source() instanceof QueryPart.Source.Words);
    if (words && !knowsWords) {
      throw new EmbedException.NoText("This embedder knows no words.");
    }
    List<ScoredHit> hits =
        stages
            .time(Stages.Stage.STORE, () -> nearest(request.k(), request.minSimilarity()))
            .stream()
            .map(hit -> new ScoredHit(hit, null))
            .toList();
    return new SearchAnswer("AQ", hits, null, null, false, List.of());
  }

  @Override
  public Optional<LibraryFile> file(String path) {
    try {
      Path file = folder.resolve(path);
      if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
        return Optional.empty();
      }
      if (!startsLikeJpeg(Files.readAllBytes(file))) {
        return Optional.empty();
      }
      return Optional.of(
          new LibraryFile(
              file.toRealPath(),
              ImageType.JPEG,
              Files.size(file),
              Files.getLastModifiedTime(file).toInstant()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean storeReachable() {
    return storeReachable;
  }

  @Override
  public Status status() {
    return new Status(
        "1",
        true,
        null,
        "visual",
        images,
        "lucene",
        new Status.Ingest("done", 0, 0, 0, 0, 0),
        null,
        null,
        switchFailure,
        null,
        List.of(new Status.Folder("", folder.toString())));
  }

  @Override
  public boolean mayCome() {
    return hasRoom;
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public void close() {
    closed = true;
  }

  private static List<Hit> nearest(int k, double minSimilarity) {
    return HITS.stream().filter(hit -> hit.similarity() >= minSimilarity).limit(k).toList();
  }

  private void failIfTold() {
    RuntimeException told = failure;
    if (told != null) {
      throw told;
    }
  }

  private static boolean startsLikeJpeg(byte[] bytes) {
    return bytes.length > 3 && Arrays.equals(bytes, 0, 3, JPEG, 0, 3);
  }

  private static Hit hit(int id, String path, double similarity) {
    return new Hit(
        new ImageRecord(
            id,
            path,
            "00".repeat(32),
            ImageType.JPEG,
            JPEG.length,
            1,
            1,
            null,
            MODIFIED,
            null,
            MODIFIED,
            Set.of(),
            Map.of()),
        similarity);
  }
}
