package dev.lince.app.http;

import java.util.List;
import java.util.Map;

/**
 * A part of the HTTP side that is known from outside only, so that rooms do not stand in a circle.
 *
 * @param beans controllers and configurations that Spring makes
 * @param given ready-made things that they ask for, each with a name of its own; not closed here
 */
public record Room(List<Class<?>> beans, Map<String, Object> given) {
  /** Copies the collections. */
  public Room {
    beans = List.copyOf(beans);
    given = Map.copyOf(given);
  }
}
