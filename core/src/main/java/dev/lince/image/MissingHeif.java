package dev.lince.image;

import java.util.Locale;

/**
 * Where HEIC and AVIF cannot be read: a refusal that says how to change that.
 *
 * @param remedy a clause that follows "which Lince cannot read on this machine: "
 */
record MissingHeif(String remedy) implements HeifDecoder {
  static final MissingHeif NO_LIBRARY =
      new MissingHeif(
          "it has no libheif. Install it (Debian, Ubuntu: apt install libheif1; Fedora: dnf install"
              + " libheif libheif-freeworld; macOS: brew install libheif; Windows: heif.dll on the"
              + " PATH) and start Lince again");

  static final MissingHeif NO_DECODER =
      new MissingHeif(
          "its libheif has no decoder for it. Install that plug-in (Debian, Ubuntu: apt install"
              + " libheif-plugin-libde265 libheif-plugin-dav1d; Fedora: dnf install"
              + " libheif-freeworld) and start Lince again");

  static final MissingHeif CAUTIOUS =
      new MissingHeif(
          "LINCE_DECODER=java keeps pictures away from native code. LINCE_DECODER=auto would read"
              + " it");

  @Override
  public Raster decode(HeifFile file) {
    throw refusal(file);
  }

  ImageRefused refusal(HeifFile file) {
    return new ImageRefused.NoDecoder(
        String.format(
            Locale.ROOT,
            "The content is %s picture, which Lince cannot read here: %s.",
            file.bytes().type() == ImageType.AVIF ? "an AVIF" : "a HEIC",
            remedy));
  }
}
