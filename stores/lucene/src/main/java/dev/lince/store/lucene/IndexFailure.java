package dev.lince.store.lucene;

import dev.lince.store.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/** What a failure of Lucene's means to the one who asked, as a sentence that says what to do. */
final class IndexFailure {
  private static final String REBUILD =
      "Move this directory away and start again: the index is built anew from the image folders.";

  private IndexFailure() {}

  static StoreException of(Path path, Throwable failure) {
    return switch (failure) {
      case StoreException known -> known;
      case LockObtainFailedException e ->
          new StoreException.InUse(
              "The index in %s is in use by another process; stop that one, or use another directory."
                  .formatted(path),
              e);
      // Lucene closes its writer at a failure that it cannot go on after.
      case AlreadyClosedException e when e.getCause() != null -> of(path, e.getCause());
      case AlreadyClosedException e ->
          new StoreException.Unavailable(
              "The index in %s is closed; open it again.".formatted(path), e);
      // So Lucene calls any codec of its own that it does not have.
      case IndexFormatTooOldException e
          when String.valueOf(e.getReason()).contains("Could not load codec") ->
          otherVersion(path, e);
      case IndexFormatTooOldException e ->
          unreadable(path, "was written by a Lucene too old for this version, or is damaged", e);
      case IndexFormatTooNewException e ->
          unreadable(path, "was written by a newer version; use that one, or build it anew", e);
      case CorruptIndexException e -> unreadable(path, "is damaged (" + e.getMessage() + ")", e);
      case EOFException e -> unreadable(path, "is damaged (a file is cut short)", e);
      case NoSuchFileException e ->
          unreadable(path, "is damaged (" + e.getFile() + " is missing)", e);
      // So Java's service loader says that a codec of that name is not there.
      case IllegalArgumentException e -> otherVersion(path, e);
      case IOException e when FullDisk.isCauseOf(e, path) ->
          new StoreException.Unavailable(
              "The disk of the index in %s is full (%s). Make room on it; what was stored is safe."
                  .formatted(path, e.getMessage()),
              e);
      case AccessDeniedException e -> notWritable(path, e);
      case ReadOnlyFileSystemException e -> notWritable(path, e);
      case FileSystemException e when FullDisk.isReadOnly(path) -> notWritable(path, e);
      default ->
          new StoreException.Unavailable(
              "The index in %s cannot be used now: %s.".formatted(path, failure), failure);
    };
  }

  private static StoreException otherVersion(Path path, Exception cause) {
    return unreadable(
        path,
        "was written by another version, most likely a newer one; use that one, or build it anew",
        cause);
  }

  private static StoreException notWritable(Path path, Exception cause) {
    return new StoreException.Unavailable(
        "Lince may not write to the index in %s (%s). Allow it, or name another data folder."
            .formatted(path, cause.getMessage()),
        cause);
  }

  static StoreException.Unreadable unreadable(Path path, String what, @Nullable Throwable cause) {
    return new StoreException.Unreadable(
        "The index in %s %s. %s".formatted(path, what, REBUILD), cause);
  }
}
