package dev.lince.app.config;

import dev.lince.app.config.Given.Origin;
import dev.lince.app.keys.Right;
import dev.lince.image.DecodeMode;
import dev.lince.image.DecoderChoice;
import dev.lince.image.ImageLimits;
import dev.lince.library.ImageFolder;
import dev.lince.store.pgvector.IndexPrecision;
import dev.lince.store.pgvector.url.DatabaseUrl;
import dev.lince.store.pgvector.url.DatabaseUrlRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes {@link Settings} of {@link Sources}. */
final class SettingsBinder {
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{N}._-]+|\\[?[0-9A-Fa-f:.]+(%\\w+)?]?");
  private static final int MOST_THREADS = 256;

  private final Sources sources;

  SettingsBinder(Sources sources) {
    this.sources = sources;
  }

  Settings bindAndLookAtFolders() {
    Settings settings = bind();
    Given images = images();
    settings.images().forEach(folder -> Folders.requireReadable(images, folder.folder()));
    Given data = sources.find(Variable.LINCE_DATA);
    Folders.requireWritable(data, settings.data());
    ImageFolders.requireApart(data, settings.images(), settings.data());
    return settings;
  }

  Settings bind() {
    return new Settings(
        database(),
        Origins.parse(sources.findList(Variable.ALLOWED_ORIGINS)),
        Numbers.fraction(sources.find(Variable.SIMILARITY_THRESHOLD)),
        logLevel(),
        Numbers.whole(sources.find(Variable.LINCE_PORT), 1, 65_535),
        host(),
        BasePath.parse(sources.find(Variable.LINCE_BASE_PATH)),
        imageFolders(),
        Globs.parse(sources.findList(Variable.LINCE_EXCLUDE)),
        data(),
        embedder(),
        model(),
        decode(),
        decoder(),
        new ImageLimits(
            Numbers.bytes(sources.find(Variable.LINCE_MAX_BYTES)),
            Numbers.pixels(sources.find(Variable.LINCE_MAX_PIXELS))),
        threads(),
        logFormat(),
        metrics(),
        Numbers.space(sources.find(Variable.LINCE_THUMBNAIL_SPACE)),
        isOn(Variable.LINCE_EXPOSE_GPS),
        network(),
        access());
  }

  private AccessSettings access() {
    return new AccessSettings(
        Stream.concat(
                Keys.parse(sources.find(Variable.LINCE_READ_KEYS), Right.READ).stream(),
                Keys.parse(sources.find(Variable.LINCE_WRITE_KEYS), Right.WRITE).stream())
            .toList(),
        isOn(Variable.LINCE_REQUIRE_KEY));
  }

  private NetworkLimits network() {
    return new NetworkLimits(
        Hosts.parse(sources.findList(Variable.LINCE_ALLOWED_HOSTS)),
        Numbers.whole(sources.find(Variable.LINCE_CONNECTIONS), 1, 100_000),
        Numbers.whole(sources.find(Variable.LINCE_CONNECTIONS_PER_ADDRESS), 0, 100_000),
        Numbers.bytes(sources.find(Variable.LINCE_UPLOAD_SPACE)));
  }

  /** The rest is looked at with an embedded store too: a wrong value is a wrong value. */
  private @Nullable DatabaseSettings database() {
    Duration wait =
        Duration.ofSeconds(Numbers.whole(sources.find(Variable.LINCE_DATABASE_WAIT), 0, 3600));
    IndexPrecision index = databaseIndex();
    String adoptedSpace = sources.find(Variable.LINCE_ADOPT_SPACE).text();
    DatabaseUrl url = databaseUrl();
    return url == null ? null : new DatabaseSettings(url, wait, index, adoptedSpace);
  }

  private @Nullable DatabaseUrl databaseUrl() {
    Given given = sources.find(Variable.DATABASE_URL);
    if (given.text().isEmpty()) {
      return null;
    }
    try {
      return DatabaseUrl.parse(given.text(), sources.environment());
    } catch (DatabaseUrlRefused refused) {
      throw given.refuseSecret(String.valueOf(refused.getMessage()));
    }
  }

  private IndexPrecision databaseIndex() {
    Given given = sources.find(Variable.LINCE_DATABASE_INDEX);
    return switch (given.text().toLowerCase(Locale.ROOT)) {
      case "full" -> IndexPrecision.FULL;
      case "half" -> IndexPrecision.HALF;
      default -> throw given.refuse("full or half is allowed.");
    };
  }

  private LogLevel logLevel() {
    Given given = sources.find(Variable.LOG_LEVEL);
    return LogLevel.named(given.text())
        .orElseThrow(
            () ->
                given.refuse(
                    "TRACE, DEBUG, INFO, WARNING (or WARN), ERROR, CRITICAL (or FATAL) or OFF is"
                        + " allowed."));
  }

  private LogFormat logFormat() {
    Given given = sources.find(Variable.LINCE_LOG_FORMAT);
    return switch (given.text().toLowerCase(Locale.ROOT)) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default -> throw given.refuse("text or json is allowed.");
    };
  }

  private boolean metrics() {
    Given given = sources.find(Variable.LINCE_METRICS);
    return switch (given.text().toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw given.refuse("on or off is allowed.");
    };
  }

  private boolean isOn(Variable variable) {
    Given given = sources.find(variable);
    return switch (given.text().toLowerCase(Locale.ROOT)) {
      case "true", "on" -> true;
      case "false", "off" -> false;
      default -> throw given.refuse("true or false is allowed.");
    };
  }

  private String host() {
    Given given = sources.find(Variable.LINCE_HOST);
    String text = given.text();
    if (!HOST.matcher(text).matches()) {
      throw given.refuse("a host name or an address is allowed, without a port.");
    }
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  private List<ImageFolder> imageFolders() {
    Given given = images();
    return given.origin() == Origin.ARGUMENT
        ? ImageFolders.parse(given, sources.folders(), sources.workingDirectory())
        : ImageFolders.parse(given, List.of(given.text().split(",", -1)), sources.base(given));
  }

  private Given images() {
    return sources.folders().isEmpty()
        ? sources.find(Variable.LINCE_IMAGES)
        : new Given(Variable.LINCE_IMAGES, String.join(" ", sources.folders()), Origin.ARGUMENT);
  }

  private Path data() {
    Given given = sources.find(Variable.LINCE_DATA);
    return Folders.path(given, given.text(), sources.base(given));
  }

  private EmbedderChoice embedder() {
    Given given = sources.find(Variable.LINCE_EMBEDDER);
    return switch (given.text().toLowerCase(Locale.ROOT)) {
      case "auto" -> EmbedderChoice.AUTO;
      case "clip" -> EmbedderChoice.CLIP;
      case "visual" -> EmbedderChoice.VISUAL;
      default -> throw given.refuse("auto, clip or visual is allowed.");
    };
  }

  private @Nullable Path model() {
    Given given = sources.find(Variable.LINCE_MODEL);
    if (given.text().isEmpty()) {
      return null;
    }
    Path folder = Folders.path(given, given.text(), sources.base(given));
    Folders.requireReadable(given, folder);
    return folder;
  }

  private DecodeMode decode() {
    Given given = sources.find(Variable.LINCE_DECODE);
    return switch (given.text().toLowerCase(Locale.ROOT)) {
      case "fast" -> DecodeMode.FAST;
      case "exact" -> DecodeMode.EXACT;
      default -> throw given.refuse("fast or exact is allowed.");
    };
  }

  private DecoderChoice decoder() {
    Given given = sources.find(Variable.LINCE_DECODER);
    return switch (given.text().toLowerCase(Locale.ROOT)) {
      case "auto" -> DecoderChoice.AUTO;
      case "java" -> DecoderChoice.JAVA;
      default -> throw given.refuse("auto or java is allowed.");
    };
  }

  private int threads() {
    Given given = sources.find(Variable.LINCE_THREADS);
    return given.text().isEmpty()
        ? Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS)
        : Numbers.whole(given, 1, MOST_THREADS);
  }
}
