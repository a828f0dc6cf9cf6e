package dev.lince.embed.clip;

import java.util.List;

/**
 * One revision of a model on the hub, with what its files must be.
 *
 * @param repository {@code owner/name}
 * @param revision the commit, 40 hex digits
 * @param files those that Lince reads
 */
record PinnedModel(String repository, String revision, List<File> files) {
  /** The model that Lince fetches by itself. */
  static final PinnedModel CLIP_VIT_B32 =
      new PinnedModel(
          "Xenova/clip-vit-base-patch32",
          "d15189d7028b43f1d3e65039190477f6af591c2a",
          List.of(
              new File(
                  ModelFolder.CONFIG,
                  4_524,
                  "493ef57ff783e42d1530c91b53469b7fdf8db8a9c1408e86998fcb7899a4f495"),
              new File(
                  ModelFolder.PREPROCESSOR,
                  520,
                  "6f638fb9401a6d6296feff533ee7efe657b787c49f954f82f5906b36ef2a1b1f"),
              new File(
                  ModelFolder.TOKENIZER,
                  2_224_119,
                  "f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd"),
              new File(
                  ModelFolder.IMAGE_TOWER,
                  351_685_709,
                  "fd6e1402a588279d1723c7534d4bcba5bc0b14b47dfab0e46f8c47b8270d7d40"),
              new File(
                  ModelFolder.TEXT_TOWER,
                  254_058_553,
                  "3f6571f5bad13a97c469c1622e1cfc4d9aef78b79fdbfcff804ca357bfada8cc")));

  PinnedModel {
    files = List.copyOf(files);
  }

  /** The files that images need. */
  List<File> essential() {
    return files.stream().filter(file -> ModelFolder.ESSENTIAL.contains(file.path())).toList();
  }

  /** The file that words need besides. */
  File textTower() {
    return files.stream()
        .filter(file -> file.path().equals(ModelFolder.TEXT_TOWER))
        .findAny()
        .orElseThrow();
  }

  /**
   * A file of the model.
   *
   * @param path inside the repository
   * @param bytes its size
   * @param sha256 of its content, lower-case hex
   */
  record File(String path, long bytes, String sha256) {}
}
