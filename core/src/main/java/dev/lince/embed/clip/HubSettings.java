package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

  /** No name, password, query or sign that a shell reads: the address stands in messages. */
  private static final Pattern ENDPOINT =
      Pattern.compile(
          "https?://[\\w.\\-]+(:\\d+)?(/[\\w./~%\\-]*)?|https?://\\[[0-9a-f:]+](:\\d+)?");

  private final Map<String, String> env;
  private final Path home;

  HubSettings(Map<String, String> env, Path home) {
    this.env = Map.copyOf(env);
    this.home = home;
  }

  /** Throws {@link IllegalArgumentException} where a variable has a value that cannot be. */
  void requireValid() {
    cache();
    endpoint();
    proxy();
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
    if (ENDPOINT.matcher(text).matches()) {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    }
    throw wrong(
        "HF_ENDPOINT",
        text.contains("@") ? "(not shown)" : text,
        "an address that begins with https:// is needed, without a name and password",
        null);
  }

  /** The proxies of the environment. */
  HubProxy proxy() {
    Map<String, HubProxy.Address> byScheme = new HashMap<>();
    for (String scheme : List.of("http", "https")) {
      proxyFor(scheme).ifPresent(address -> byScheme.put(scheme, address));
    }
    String exempt = value("no_proxy").or(() -> value("NO_PROXY")).orElse("");
    return new HubProxy(
        byScheme,
        Arrays.stream(exempt.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  private Optional<HubProxy.Address> proxyFor(String scheme) {
    for (String name :
        List.of(
            scheme + "_proxy",
            scheme.toUpperCase(Locale.ROOT) + "_PROXY",
            "all_proxy",
            "ALL_PROXY")) {
      Optional<String> text = value(name);
      if (text.isPresent()) {
        return Optional.of(proxyAddress(name, text.get().strip()));
      }
    }
    return Optional.empty();
  }

  /** The value stands in no message, since it may hold a password. */
  private static HubProxy.Address proxyAddress(String name, String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new HubProxy.Address(uri.getHost(), port, uri.getUserInfo());
      }
    } catch (IllegalArgumentException e) {
      // Its message would show the value.
    }
    throw new IllegalArgumentException(
        "%s is no proxy that Lince can use; http://host:port or http://name:password@host:port is needed."
            .formatted(name));
  }

  /**
   * The token that opens the hub, if one was left for it.
   *
   * @throws ModelUnavailable if it has signs that no token has; the message does not show it
   */
  Optional<String> token() {
    Optional<String> token = tokenAsGiven();
    if (token.isPresent() && !token.get().matches("[!-~]+")) {
      throw new ModelUnavailable(
          "The token for the hub has a sign that no token has; it comes from HF_TOKEN or from %s."
              .formatted(tokenFile()),
          null);
    }
    return token;
  }

  /** Whether there is a token, of whatever form. */
  boolean hasToken() {
    return tokenAsGiven().isPresent();
  }

  private Optional<String> tokenAsGiven() {
    if (isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
      return Optional.empty();
    }
    return value("HF_TOKEN")
        .or(() -> value("HUGGING_FACE_HUB_TOKEN"))
        .or(this::tokenInFile)
        .map(token -> token.replaceAll("[\r\n]", "").strip())
        .filter(token -> !token.isEmpty());
  }

  private Optional<String> tokenInFile() {
    try {
      return Files.isReadable(tokenFile())
          ? Optional.of(Files.readString(tokenFile()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path tokenFile() {
    return path("HF_TOKEN_PATH").orElseGet(() -> hubHome().resolve("token"));
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
    try {
      return value(name).map(this::expand);
    } catch (InvalidPathException e) {
      throw wrong(name, e.getInput(), "the path of a folder is needed", e);
    }
  }

  private Path expand(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    String expanded =
        matcher.replaceAll(
            found -> Matcher.quoteReplacement(env.getOrDefault(found.group(1), found.group())));
    boolean isBelowHome =
        expanded.equals("~")
            || expanded.startsWith("~/")
            || expanded.startsWith("~" + File.separator);
    return isBelowHome
        ? home.resolve(expanded.substring(Math.min(2, expanded.length())))
        : Path.of(expanded);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(env.get(name)).filter(text -> !text.isBlank());
  }
}
