package dev.lince.library;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why a file could not be read, for people who may not know where the library's files lie: what the
 * system says of a file begins with its whole path.
 */
final class CannotRead {
  private CannotRead() {}

  static String because(IOException failure) {
    String why =
        switch (failure) {
          case AccessDeniedException _ -> "permission denied";
          case NoSuchFileException _ -> "it is not there any more";
          case FileSystemException system when system.getReason() != null -> system.getReason();
          case FileSystemException _ -> failure.getClass().getSimpleName();
          default -> String.valueOf(failure.getMessage());
        };
    return "The file cannot be read: %s.".formatted(why);
  }
}
