package dev.lince.app.http.images;

import dev.lince.app.cli.LiveServer;
import dev.lince.app.config.Variable;
import dev.lince.store.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures are added, listed, labelled and taken out over real HTTP, the same on every store. The
 * tests of all these contracts share one server, so none may count what it did not add itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ImagesApiContract
    implements AddingContract,
        LabellingContract,
        ListingContract,
        RemovingContract,
        SelectingContract,
        ThumbnailContract {
  private final DrawnPictures pictures = new DrawnPictures(TestSeed.random("ImagesApi"));
  private Path data;
  private Path folder;
  private LiveServer server;
  private ImagesClient lince;

  /** The address of the database; empty for the embedded store. */
  abstract String database();

  @BeforeAll
  void start(@TempDir Path dataFolder, @TempDir Path imageFolder)
      throws IOException, InterruptedException {
    data = dataFolder;
    folder = imageFolder;
    for (int i = 0; i < OWN; i++) {
      Files.write(folder.resolve("own-%02d.png".formatted(i)), pictures.next("png"));
    }
    server = LiveServer.start(folder, data, Map.of(Variable.DATABASE_URL, database()));
    lince = new ImagesClient(server, pictures);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  public ImagesClient lince() {
    return lince;
  }

  @Override
  public DrawnPictures pictures() {
    return pictures;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path data() {
    return data;
  }
}
