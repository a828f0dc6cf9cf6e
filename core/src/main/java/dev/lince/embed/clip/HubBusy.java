package dev.lince.embed.clip;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server that may answer later, perhaps saying when. */
final class HubBusy extends IOException {
  private static final long serialVersionUID = 1;

  private final @Nullable Duration wait;

  HubBusy(String sentence, @Nullable Duration wait) {
    super(sentence);
    this.wait = wait;
  }

  /** How long it asks to be left alone; null where it does not say. */
  @Nullable Duration retryAfter() {
    return wait;
  }
}
