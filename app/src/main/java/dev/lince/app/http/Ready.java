package dev.lince.app.http;

import dev.lince.app.http.Backend.Readiness;

/** Asks, before work is begun, whether there is anybody to do it. */
final class Ready {
  private Ready() {}

  /** Throws {@link Refused} with 503 and the time to ask again where searches are not answered. */
  static void require(Backend backend) {
    switch (backend.readiness()) {
      case Readiness.Ready _ -> {}
      case Readiness.NotYet notYet ->
          throw new Refused(Problems.later(notYet.sentence(), notYet.retryAfter()));
    }
  }
}
