package dev.lince.app.http;

import dev.lince.app.http.Backend.Readiness;
import dev.lince.search.SearchException;

/** Asks, before work is begun, whether there is anybody to do it. */
public final class Ready {
  private Ready() {}

  /**
   * Asked before a body is read: where too much waits already, the client hears it before it has
   * sent a picture for nothing.
   *
   * @throws SearchException.Overloaded where a search would be refused now
   */
  public static void requireRoom(Backend backend) {
    if (!backend.mayCome()) {
      throw new SearchException.Overloaded();
    }
  }

  /** Throws {@link Refused} with 503 and the time to ask again where searches are not answered. */
  public static void require(Backend backend) {
    switch (backend.readiness()) {
      case Readiness.Ready _ -> {}
      case Readiness.NotYet notYet ->
          throw new Refused(Problems.later(notYet.sentence(), notYet.retryAfter()));
    }
  }
}
