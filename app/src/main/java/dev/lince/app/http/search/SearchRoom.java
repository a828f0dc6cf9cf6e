package dev.lince.app.http.search;

import dev.lince.app.http.Room;
import java.util.List;
import java.util.Map;

/** The calls that search by sums of pictures and words. */
public final class SearchRoom {
  private SearchRoom() {}

  public static Room of() {
    return new Room(List.of(SearchController.class), Map.of());
  }
}
