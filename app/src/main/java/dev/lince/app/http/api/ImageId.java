package dev.lince.app.http.api;

import dev.lince.app.http.Refused;

/** The id of a picture in an address. */
public final class ImageId {
  private ImageId() {}

  /**
   * Reads it.
   *
   * @throws Refused with 404 where it is none
   */
  public static int of(String text) {
    try {
      int id = Integer.parseInt(text);
      if (id > 0) {
        return id;
      }
    } catch (NumberFormatException notOne) {
      // The sentence below says the same of all that is no id.
    }
    throw new Refused(404, "There is no such picture; an id is a whole number from 1 up.");
  }
}
