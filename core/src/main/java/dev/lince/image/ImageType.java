package dev.lince.image;

import java.util.List;

/** The image formats that Lince reads, told apart by their content and never by a file's name. */
public enum ImageType {
  JPEG("image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
  PNG("image/png", "png", "apng"),
  GIF("image/gif", "gif"),
  WEBP("image/webp", "webp"),
  BMP("image/bmp", "bmp", "dib");

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
