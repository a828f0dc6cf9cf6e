package dev.lince.app.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One file of an {@link Upload}, to be read while that is open.
 *
 * @param name as the form gave it: any text, and no path to anything; null where it gave none
 * @param size in bytes
 */
public record UploadedFile(@Nullable String name, long size, Content content) {
  /** Reads it whole. */
  @FunctionalInterface
  public interface Content {
    byte[] read() throws IOException;
  }
}
