package dev.lince.store.pgvector;

import java.text.Normalizer;

/**
 * How the paths of the library are written in {@code image_path}. Programs beside Lince write
 * {@code x.jpg}, {@code /static/x.jpg} or {@code example_images/x.jpg}; all three are the picture
 * {@code x.jpg}.
 *
 * @param prefix what stands before the path of a new image
 */
record PathSpelling(String prefix) {
  static final String STATIC = "/static/";
  private static final String FOLDER = "example_images/";

  /** The path in the library, as the function lince_path of the database has it. */
  static String pathOf(String imagePath) {
    String path = imagePath;
    if (imagePath.startsWith(STATIC)) {
      path = imagePath.substring(STATIC.length());
    } else if (imagePath.startsWith(FOLDER)) {
      path = imagePath.substring(FOLDER.length());
    }
    return Normalizer.normalize(path, Normalizer.Form.NFC);
  }

  /** The {@code image_path} of a new image, from which {@link #pathOf} leads back. */
  String imagePathOf(String path) {
    String spelled = prefix + path;
    return pathOf(spelled).equals(path) ? spelled : STATIC + path;
  }
}
