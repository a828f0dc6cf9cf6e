package dev.lince.store.lucene;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes, in reverse, what was opened so far, unless the opening came to its end. */
final class Opening implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  void done() {
    opened.clear();
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      AutoCloseable next = opened.pop();
      try {
        next.close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
