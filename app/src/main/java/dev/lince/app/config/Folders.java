package dev.lince.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads variables that name a folder, and looks at what lies there. */
final class Folders {
  private Folders() {}

  /** Absolute, without {@code .} and {@code ..}. */
  static Path path(Given given, String text, Path base) {
    try {
      return base.resolve(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw given.refuse(text, "a path that this system can have is allowed.");
    }
  }

  /** A folder that is there and can be listed. */
  static void requireReadable(Given given, Path folder) {
    String text = folder.toString();
    if (!Files.exists(folder)) {
      throw given.refuse(text, "that folder is not there; an existing folder is allowed.");
    }
    if (!Files.isDirectory(folder)) {
      throw given.refuse(text, "that is not a folder; an existing folder is allowed.");
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw given.refuse(text, "that folder cannot be read; allow it, or name another one.");
    }
  }

  /** A folder that is there and can be written to, or can be made. */
  static void requireWritable(Given given, Path folder) {
    String text = folder.toString();
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      if (Files.isSymbolicLink(existing)) {
        throw given.refuse(
            text,
            existing + " is a link to what is not there; a folder that can be made is allowed.");
      }
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw given.refuse(
          text, existing + " is not a folder; a folder that can be made is allowed.");
    }
    if (!Files.isWritable(existing)) {
      throw given.refuse(
          text, existing + " cannot be written to; allow it, or name another folder.");
    }
  }

  /** With links followed as far as the path is there, so that two ways to one folder are one. */
  static Path real(Path folder) {
    Path parent = folder.getParent();
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return parent == null ? folder : real(parent).resolve(folder.getFileName());
    }
  }
}
