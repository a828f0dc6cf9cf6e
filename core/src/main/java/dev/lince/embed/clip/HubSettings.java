package dev.lince.embed.clip;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about the hub, by the rules of huggingface/huggingface_hub, {@code
 * constants.py}. The token is read when it is asked for, and stands in no field, so that no log can
 * show it.
 */
final class HubSettings {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");

  private final Map<String, String> env;
  private final Path home;

  HubSettings(Map<String, String> env, Path home) {
    this.env = Map.copyOf(env);
    this.home = home;
  }

  /** Throws {@link IllegalArgumentException} where a variable has a value that cannot be. */
  void requireValid() {
    endpoint();
    answerTimeout();
    stallTimeout();
  }

  /** The folder that holds the cached repositories. */
  Path cache() {
    return path("HF_HUB_CACHE")
        .or(() -> path("HUGGINGFACE_HUB_CACHE"))
        .orElseGet(() -> hubHome().resolve("hub"));
  }

  private Path hubHome() {
    return path("HF_HOME")
        .orElseGet(
            () ->
                path("XDG_CACHE_HOME")
                    .orElseGet(() -> home.resolve(".cache"))
                    .resolve("huggingface"));
  }

  /** The hub's address, without a slash at its end. */
  URI endpoint() {
    String text = value("HF_ENDPOINT").orElse("https://huggingface.co").replaceAll("/+$", "");
    try {
      URI uri = URI.create(text);
      boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (isWeb && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw wrong("HF_ENDPOINT", text, "an address that begins with https:// is needed", e);
    }
    throw wrong("HF_ENDPOINT", text, "an address that begins with https:// is needed", null);
  }

  /** The token that opens the hub, if one was left for it. */
  Optional<String> token() {
    Optional<String> given = value("HF_TOKEN").map(String::strip);
    if (given.isPresent() || isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
      return isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN") ? Optional.empty() : given;
    }
    Path file = path("HF_TOKEN_PATH").orElseGet(() -> hubHome().resolve("token"));
    try {
      return Files.isReadable(file)
          ? Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The variable that forbids the network, where one does. */
  Optional<String> offlineBy() {
    return isTrue("HF_HUB_OFFLINE")
        ? Optional.of("HF_HUB_OFFLINE")
        : Optional.of("TRANSFORMERS_OFFLINE").filter(this::isTrue);
  }

  /** How long an answer may take to begin. */
  Duration answerTimeout() {
    return seconds("HF_HUB_ETAG_TIMEOUT");
  }

  /** How long nothing may arrive in the midst of a file. */
  Duration stallTimeout() {
    return seconds("HF_HUB_DOWNLOAD_TIMEOUT");
  }

  /** Whether cached files are put where they are used instead of being linked. */
  boolean avoidsLinks() {
    return isTrue("HF_HUB_DISABLE_SYMLINKS");
  }

  private Duration seconds(String name) {
    Optional<String> text = value(name);
    if (text.isEmpty()) {
      return USUAL_TIMEOUT;
    }
    try {
      int seconds = Integer.parseInt(text.get().strip());
      if (seconds > 0) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      throw wrong(name, text.get(), "a whole number of seconds is needed", e);
    }
    throw wrong(name, text.get(), "at least 1 second is needed", null);
  }

  private static IllegalArgumentException wrong(
      String name, String value, String allowed, @Nullable Throwable cause) {
    return new IllegalArgumentException("%s is \"%s\"; %s.".formatted(name, value, allowed), cause);
  }

  private boolean isTrue(String name) {
    return value(name).filter(text -> TRUE.contains(text.toUpperCase(Locale.ROOT))).isPresent();
  }

  private Optional<Path> path(String name) {
    return value(name).map(this::expand);
  }

  private Path expand(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    String expanded =
        matcher.replaceAll(
            found -> Matcher.quoteReplacement(env.getOrDefault(found.group(1), found.group())));
    boolean isBelowHome = expanded.equals("~") || expanded.startsWith("~/");
    return isBelowHome
        ? home.resolve(expanded.substring(Math.min(2, expanded.length())))
        : Path.of(expanded);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(env.get(name)).filter(text -> !text.isBlank());
  }
}
