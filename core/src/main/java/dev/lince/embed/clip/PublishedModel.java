package dev.lince.embed.clip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The model that Lince fetches by itself, as a yardstick for a folder: what its files must be.
 * Reads only. Safe for use by several threads.
 */
public final class PublishedModel {
  /** {@code owner/name} on the hub. */
  public static final String REPOSITORY = PinnedModel.CLIP_VIT_B32.repository();

  private PublishedModel() {}

  /** The version of the runtime, which is loaded for that. */
  public static String runtimeVersion() {
    return Sessions.environment().getVersion();
  }

  /** Its files as they are in {@code folder}; nothing is hashed. */
  public static List<File> filesIn(Path folder) {
    return PinnedModel.CLIP_VIT_B32.files().stream()
        .map(file -> new File(folder.resolve(file.path()), file))
        .toList();
  }

  /** One file of the model, at its place in a folder. */
  public static final class File {
    private final Path place;
    private final PinnedModel.File published;

    private File(Path place, PinnedModel.File published) {
      this.place = place;
      this.published = published;
    }

    /** Inside the model's folder. */
    public String path() {
      return published.path();
    }

    /** Its size as it is published. */
    public long publishedBytes() {
      return published.bytes();
    }

    /** Its size here; empty where it is missing. */
    public OptionalLong bytes() {
      try {
        return Files.isRegularFile(place)
            ? OptionalLong.of(Files.size(place))
            : OptionalLong.empty();
      } catch (IOException unreadable) {
        return OptionalLong.empty();
      }
    }

    /** Whether it is needed for words only. */
    public boolean isForWordsOnly() {
      return !ModelFolder.ESSENTIAL.contains(published.path());
    }

    /**
     * Whether its content is the published one; reads all of it where the size is.
     *
     * @throws dev.lince.embed.EmbedException where it cannot be read
     */
    public boolean isAsPublished() {
      return bytes().orElse(-1) == published.bytes()
          && FileHash.of(place).equals(published.sha256());
    }
  }
}
