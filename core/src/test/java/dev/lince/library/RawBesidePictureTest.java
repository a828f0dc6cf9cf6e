package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.embed.ColorEmbedder;
import dev.lince.embed.ComputePool;
import dev.lince.image.DecodeMode;
import dev.lince.image.ImageDecoder;
import dev.lince.image.ImageLimits;
import dev.lince.image.ImageType;
import dev.lince.store.Filter;
import dev.lince.store.MemoryStore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawBesidePictureTest {
  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private final ComputePool pool = new ComputePool(2, 8);
  private final ColorEmbedder embedder = new ColorEmbedder();

  @AfterEach
  void close() {
    pool.close();
    store.close();
  }

  @Test
  void aRawFileAloneIsReadByItsJpeg() throws IOException {
    Files.write(folder.resolve("DSC_1.RAF"), raf(jpeg(Color.RED)));

    assertThat(ingest().embedded()).isEqualTo(1);
    assertThat(store.findByPath("DSC_1.RAF").orElseThrow().type()).isEqualTo(ImageType.RAW);
  }

  @Test
  void aRawFileAndItsPictureCountOnce() throws IOException {
    Files.write(folder.resolve("DSC_1.RAF"), raf(jpeg(Color.RED)));
    Files.write(folder.resolve("DSC_1.jpg"), jpeg(Color.RED));

    assertThat(ingest().embedded()).isEqualTo(1);
    assertThat(store.count(Filter.ALL)).isEqualTo(1);
    assertThat(store.findByPath("DSC_1.jpg")).isPresent();
  }

  @Test
  void aRawFileLeavesWhenItsPictureComesAndReturnsWhenThatGoes() throws IOException {
    Files.write(folder.resolve("DSC_1.RAF"), raf(jpeg(Color.RED)));
    ingest();

    Files.write(folder.resolve("DSC_1.jpg"), jpeg(Color.RED));
    assertThat(ingest().removed()).isEqualTo(1);
    assertThat(store.findByPath("DSC_1.RAF")).isEmpty();
    assertThat(store.findByPath("DSC_1.jpg")).isPresent();

    Files.delete(folder.resolve("DSC_1.jpg"));
    ingest();
    assertThat(store.findByPath("DSC_1.RAF")).isPresent();
    assertThat(store.findByPath("DSC_1.jpg")).isEmpty();
  }

  private static byte[] jpeg(Color color) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Pictures.png(color)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  /** Fuji's header, as far as it says where the JPEG lies. */
  private static byte[] raf(byte[] jpeg) {
    ByteBuffer raf = ByteBuffer.allocate(160 + jpeg.length);
    raf.put("FUJIFILMCCD-RAW 0201".getBytes(StandardCharsets.US_ASCII));
    raf.putInt(84, 160).putInt(88, jpeg.length).position(160);
    return raf.put(jpeg).array();
  }

  private IngestProgress ingest() {
    LibrarySettings settings =
        new LibrarySettings(
            List.of(new ImageFolder("", folder)), LibrarySettings.DEFAULT_EXCLUDE, 1 << 20);
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
    try (Library library = new Library(settings, decoder, store, pool)) {
      library.startIngest(embedder);
      IngestProgress end = Pictures.ended(library);
      assertThat(end.phase()).isEqualTo(IngestProgress.Phase.DONE);
      return end;
    }
  }
}
