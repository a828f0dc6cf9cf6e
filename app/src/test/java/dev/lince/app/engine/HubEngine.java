package dev.lince.app.engine;

import dev.lince.app.config.Settings;
import dev.lince.embed.clip.Hub;

/** Opens an engine that knows another hub than the public one, for tests of other rooms. */
public final class HubEngine {
  private HubEngine() {}

  public static Engine open(Settings settings, Hub hub) {
    return Engine.open(settings, hub, failure -> {});
  }
}
