package dev.lince.library;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A library of one image folder without a name, to which pictures can be added. */
record AddingLibrary(Library library, ComputePool pool) implements AutoCloseable {
  /** Starts it, and waits until it is in step with its folders. */
  static AddingLibrary start(Path images, Path data, ImageStore store) throws IOException {
    Files.createDirectories(images);
    ComputePool pool = new ComputePool(2, 64);
    Library library =
        new Library(
            new LibrarySettings(
                List.of(new ImageFolder("", images)),
                LibrarySettings.DEFAULT_EXCLUDE,
                1 << 20,
                Vanished.LEAVES,
                LibrarySettings.PYTHON_SPACE,
                data),
            new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT),
            store,
            pool);
    library.startIngest(new ColorEmbedder());
    Pictures.ended(library);
    return new AddingLibrary(library, pool);
  }

  Added add(byte[] bytes, @Nullable String path) {
    return library.add(new NewPicture(bytes, path, Set.of("new"), Map.of("from", "test")));
  }

  /** The files below a folder, by their paths in it. */
  static List<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    library.close();
    pool.close();
  }
}
