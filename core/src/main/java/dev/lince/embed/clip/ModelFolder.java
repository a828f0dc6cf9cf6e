package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.embed.EmbedException.ModelUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CLIP-like model as a folder in the layout of the hub: {@code config.json}, {@code
 * preprocessor_config.json}, {@code tokenizer.json}, {@code onnx/vision_model.onnx}, {@code
 * onnx/text_model.onnx}. The last one is needed for words only, and may come later. Immutable.
 */
public final class ModelFolder {
  static final String CONFIG = "config.json";
  static final String PREPROCESSOR = "preprocessor_config.json";
  static final String TOKENIZER = "tokenizer.json";
  static final String IMAGE_TOWER = "onnx/vision_model.onnx";
  static final String TEXT_TOWER = "onnx/text_model.onnx";

  /** What images need. */
  static final List<String> ESSENTIAL = List.of(CONFIG, PREPROCESSOR, TOKENIZER, IMAGE_TOWER);

  private final Path root;
  private final @Nullable TextTowerSource source;

  private ModelFolder(Path root, @Nullable TextTowerSource source) {
    this.root = root;
    this.source = source;
  }

  /**
   * The model in {@code root}.
   *
   * @throws ModelUnavailable if the folder or a file that images need is missing
   * @throws ModelBroken if one of them is empty or is no file
   */
  public static ModelFolder of(Path root) {
    return of(root, null);
  }

  static ModelFolder of(Path root, @Nullable TextTowerSource source) {
    if (!Files.isDirectory(root)) {
      throw new ModelUnavailable(
          "There is no model folder %s; it must hold %s and, for words, %s."
              .formatted(root, String.join(", ", ESSENTIAL), TEXT_TOWER),
          null);
    }
    List<String> missing =
        ESSENTIAL.stream().filter(f -> Files.notExists(root.resolve(f))).toList();
    if (!missing.isEmpty()) {
      throw new ModelUnavailable(
          "The model folder %s lacks %s.".formatted(root, String.join(", ", missing)), null);
    }
    ModelFolder folder = new ModelFolder(root, source);
    ESSENTIAL.forEach(folder::requireContent);
    return folder;
  }

  /** Where the files are. */
  public Path root() {
    return root;
  }

  /** Whether the files for words are there or can be fetched. */
  boolean knowsWords() {
    return Files.exists(root.resolve(TEXT_TOWER)) || source != null;
  }

  Path file(String name) {
    return root.resolve(name);
  }

  /**
   * The file of the text tower, fetched first where it is missing and a source is known; that may
   * take minutes.
   */
  Path textTower() {
    Path file = root.resolve(TEXT_TOWER);
    if (Files.notExists(file) && source != null) {
      source.fetch();
    }
    if (Files.notExists(file)) {
      throw new ModelUnavailable(
          "The model folder %s lacks %s, which is needed to search by words."
              .formatted(root, TEXT_TOWER),
          null);
    }
    requireContent(TEXT_TOWER);
    return file;
  }

  private void requireContent(String name) {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file) || file.toFile().length() == 0) {
      throw new ModelBroken(
          "The model's file %s is empty or no file; fetch it again.".formatted(file), null);
    }
  }

  /** Brings the text tower into a folder that lacks it. */
  @FunctionalInterface
  interface TextTowerSource {
    /** Returns when the file is there; throws a {@link ModelUnavailable} where it cannot be had. */
    void fetch();
  }
}
