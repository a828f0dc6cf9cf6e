package dev.lince.image;

import java.util.List;

/** The image formats that Lince reads, told apart by their content and never by a file's name. */
public enum ImageType {
  JPEG("image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
  PNG("image/png", "png", "apng"),
  GIF("image/gif", "gif"),
  WEBP("image/webp", "webp"),
  BMP("image/bmp", "bmp", "dib"),
  TIFF("image/tiff", "tif", "tiff"),
  HEIC("image/heic", "heic", "heif", "hif"),
  AVIF("image/avif", "avif"),

  /** A camera's own format; what is read is the JPEG that the camera put into it. */
  RAW(
      "image/x-dcraw",
      "dng",
      "cr2",
      "cr3",
      "nef",
      "nrw",
      "arw",
      "sr2",
      "pef",
      "orf",
      "rw2",
      "srw",
      "raf");

  /** For sentences that say what Lince reads. */
  static final String ALL = "JPEG, PNG, GIF, WebP, BMP, TIFF, HEIC, AVIF and camera raw pictures";

  private final String mediaType;
  private final List<String> extensions;

  ImageType(String mediaType, String... extensions) {
    this.mediaType = mediaType;
    this.extensions = List.of(extensions);
  }

  /** The media type as HTTP sends it, for example {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** The usual endings of such files, lower case, without a dot, the most usual first. */
  public List<String> extensions() {
    return extensions;
  }
}
