package dev.lince.app.http.page;

import dev.lince.app.http.Room;
import java.util.List;
import java.util.Map;

/** The page and its files. */
public final class PageRoom {
  private PageRoom() {}

  public static Room of() {
    return new Room(List.of(PageController.class), Map.of("pageFiles", new PageFiles()));
  }
}
