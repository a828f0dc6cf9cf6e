package dev.lince.store.lucene;

import dev.lince.store.StoreException;
import java.io.EOFException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
      case AlreadyClosedException e ->
          new StoreException.Unavailable(
              "The index in %s is closed; open it again.".formatted(path), e);
      case IndexFormatTooOldException e ->
          unreadable(path, "was written by a Lucene too old for this version, or is damaged", e);
      case IndexFormatTooNewException e ->
          unreadable(path, "was written by a newer version; use that one, or build it anew", e);
      case CorruptIndexException e -> unreadable(path, "is damaged (" + e.getMessage() + ")", e);
      case EOFException e -> unreadable(path, "is damaged (a file is cut short)", e);
      case NoSuchFileException e ->
          unreadable(path, "is damaged (" + e.getFile() + " is missing)", e);
      default ->
          new StoreException.Unavailable(
              "The index in %s cannot be used now: %s.".formatted(path, failure), failure);
    };
  }

  static StoreException.Unreadable unreadable(Path path, String what, @Nullable Throwable cause) {
    return new StoreException.Unreadable(
        "The index in %s %s. %s".formatted(path, what, REBUILD), cause);
  }
}
