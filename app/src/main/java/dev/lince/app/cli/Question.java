package dev.lince.app.cli;

import java.util.Map;

/**
 * A search as {@code POST /api/v1/search} takes it.
 *
 * @param json its body
 * @param pictures those that the body names
 */
record Question(String json, Map<String, byte[]> pictures) {
  /** Copies the map. */
  Question {
    pictures = Map.copyOf(pictures);
  }
}
