package dev.lince.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.fileupload.FileItem;

/**
 * A multipart body that has arrived, in memory and in temporary files; closing it deletes them. For
 * one thread.
 */
public final class Upload implements AutoCloseable {
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
    return bytes(picture.orElseThrow());
  }

  /** The names of the parts that are files, in their order. */
  public List<String> files() {
    return parts.stream().filter(part -> !part.isFormField()).map(FileItem::getFieldName).toList();
  }

  /** How many bytes the files have, all together. */
  public long fileBytes() {
    return parts.stream().filter(part -> !part.isFormField()).mapToLong(FileItem::getSize).sum();
  }

  /** The files of that name, in their order. */
  public List<UploadedFile> files(String name) {
    return parts.stream()
        .filter(part -> !part.isFormField() && name.equals(part.getFieldName()))
        .map(part -> new UploadedFile(part.getName(), part.getSize(), () -> bytes(part)))
        .toList();
  }

  /** The names of the fields that are no files, each once. */
  public Set<String> fields() {
    return parts.stream()
        .filter(FileItem::isFormField)
        .map(FileItem::getFieldName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The bytes of the file of that name, which is among {@link #files}. */
  public byte[] file(String name) throws IOException {
    return bytes(part(name, false).orElseThrow());
  }

  /** The text of the field of that name. */
  public Optional<String> field(String name) {
    return part(name, true).map(part -> new String(part.get(), StandardCharsets.UTF_8));
  }

  /** The texts of the fields of that name, in their order. */
  public List<String> texts(String name) {
    return parts.stream()
        .filter(part -> part.isFormField() && name.equals(part.getFieldName()))
        .map(part -> new String(part.get(), StandardCharsets.UTF_8))
        .toList();
  }

  private Optional<FileItem> part(String name, boolean field) {
    return parts.stream()
        .filter(part -> part.isFormField() == field && name.equals(part.getFieldName()))
        .findFirst();
  }

  private static byte[] bytes(FileItem part) throws IOException {
    try (InputStream in = part.getInputStream()) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    parts.forEach(FileItem::delete);
    share.close();
  }
}
