package dev.lince.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.FileItem;

/**
 * A multipart body that has arrived, in memory and in temporary files; closing it deletes them. For
 * one thread.
 */
final class Upload implements AutoCloseable {
  private final List<FileItem> parts;
  private final Optional<FileItem> picture;
  private final UploadSpace.Share share;

  Upload(List<FileItem> parts, Optional<FileItem> picture, UploadSpace.Share share) {
    this.parts = parts;
    this.picture = picture;
    this.share = share;
  }

  /** Whether the body has the part that was asked for. */
  boolean hasPicture() {
    return picture.isPresent();
  }

  /** In bytes. */
  long size() {
    return picture.orElseThrow().getSize();
  }

  byte[] bytes() throws IOException {
    try (InputStream in = picture.orElseThrow().getInputStream()) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    parts.forEach(FileItem::delete);
    share.close();
  }
}
