package dev.lince.embed.clip;

import java.util.stream.Collectors;

/** The commands that bring the model without Lince, for the messages that say it cannot be had. */
final class HubByHand {
  private final HubSettings settings;
  private final PinnedModel model;

  HubByHand(HubSettings settings, PinnedModel model) {
    this.settings = settings;
    this.model = model;
  }

  /** What to do, as the end of a message. */
  String advice() {
    return "By hand: run this on a machine that reaches %s, copy the folder clip here, and set LINCE_MODEL to it%s: %s"
        .formatted(
            settings.endpoint(),
            settings.hasToken() ? " (your token is taken from HF_TOKEN there)" : "",
            commands());
  }

  /** Commands for a POSIX shell with curl; they never show the token, only its variable. */
  String commands() {
    String paths =
        model.files().stream().map(PinnedModel.File::path).collect(Collectors.joining(" "));
    String header = settings.hasToken() ? "-H \"Authorization: Bearer $HF_TOKEN\" " : "";
    return "for f in %s; do curl -fL %s--create-dirs -o clip/$f %s$f; done"
        .formatted(paths, header, HubClient.address(settings.endpoint(), model, ""));
  }
}
