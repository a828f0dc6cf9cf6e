package dev.lince.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.image.DecodeMode;
import dev.lince.image.ImageLimits;
import dev.lince.library.ImageFolder;
import dev.lince.library.LibrarySettings;
import dev.lince.store.pgvector.IndexPrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir private Path root;

  private Path home;
  private Path work;
  private final Map<Variable, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final StringBuilder dotEnv = new StringBuilder();

  @BeforeEach
  void makeFolders() throws IOException {
    root = root.toRealPath();
    home = Files.createDirectories(root.resolve("home"));
    work = Files.createDirectories(root.resolve("work"));
    Files.createDirectories(home.resolve("example_images"));
  }

  @Test
  void hasTheDefaultsOfItsTable() {
    Settings settings = bind();

    assertThat(settings.database()).isNull();
    assertThat(settings.allowedOrigins()).containsExactly("http://localhost:3000");
    assertThat(settings.similarityThreshold()).isEqualTo(0.2);
    assertThat(settings.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(settings.port()).isEqualTo(8000);
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.basePath()).isEmpty();
    assertThat(settings.images())
        .containsExactly(new ImageFolder("", home.resolve("example_images")));
    assertThat(settings.exclude()).isEqualTo(LibrarySettings.DEFAULT_EXCLUDE);
    assertThat(settings.data()).isEqualTo(home.resolve("data"));
    assertThat(settings.embedder()).isEqualTo(EmbedderChoice.AUTO);
    assertThat(settings.model()).isNull();
    assertThat(settings.decode()).isEqualTo(DecodeMode.FAST);
    assertThat(settings.limits())
        .isEqualTo(new ImageLimits(ImageLimits.DEFAULT.maxBytes(), 50_000_000));
    assertThat(settings.thumbnailSpace()).isEqualTo(2L << 30);
    assertThat(settings.thumbnails()).isEqualTo(home.resolve("data/thumbnails"));
    assertThat(settings.exposeGps()).isFalse();
    assertThat(settings.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void asksOptionThenEnvironmentThenDotEnvThenDefault() {
    assertThat(bind().port()).isEqualTo(8000);
    dotEnv.append("LINCE_PORT=8001\n");
    assertThat(bind().port()).isEqualTo(8001);
    environment.put("LINCE_PORT", "8002");
    assertThat(bind().port()).isEqualTo(8002);
    options.put(Variable.LINCE_PORT, "8003");
    assertThat(bind().port()).isEqualTo(8003);
  }

  @Test
  void takesAnEmptyValueForTheDefault() {
    dotEnv.append("DATABASE_URL=postgresql://x/y\nLINCE_PORT=9000\n");
    environment.put("DATABASE_URL", "");
    environment.put("LINCE_PORT", " ");

    assertThat(bind().database()).isNull();
    assertThat(bind().port()).isEqualTo(8000);
  }

  @Test
  void takesAnEmptyListForAnEmptyList() {
    environment.put("ALLOWED_ORIGINS", "");
    environment.put("LINCE_EXCLUDE", "");

    assertThat(bind().allowedOrigins()).isEmpty();
    assertThat(bind().exclude()).isEmpty();
  }

  @Test
  void neverShowsThePasswordOfTheDatabase() {
    environment.put("DATABASE_URL", "postgresql://me:secret@db/x");

    DatabaseSettings database = Objects.requireNonNull(bind().database());
    assertThat(database.url().where()).isEqualTo("db:5432/x");
    assertThat(database.url().properties()).containsEntry("password", "secret");
    assertThat(bind().toString()).doesNotContain("secret");
  }

  @Test
  void refusesADatabaseUrlWithoutShowingIt() {
    environment.put("DATABASE_URL", "mysql://me:secret@db/x");

    assertThatThrownBy(this::bind)
        .isInstanceOf(SettingRefused.class)
        .hasMessageStartingWith("DATABASE_URL: ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void bindsWhatADatabaseIsTo() {
    environment.put("DATABASE_URL", "postgresql+psycopg2://db/x");
    environment.put("LINCE_DATABASE_INDEX", "Half");
    environment.put("LINCE_DATABASE_WAIT", "5");
    environment.put("LINCE_ADOPT_SPACE", "acme/clip");

    DatabaseSettings database = Objects.requireNonNull(bind().database());
    assertThat(database.index()).isEqualTo(IndexPrecision.HALF);
    assertThat(database.startWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(database.adoptedSpace()).isEqualTo("acme/clip");
    environment.put("LINCE_DATABASE_INDEX", "quarter");
    assertThatThrownBy(this::bind)
        .hasMessage("LINCE_DATABASE_INDEX is \"quarter\"; full or half is allowed.");
  }

  @ParameterizedTest
  @EnumSource(Variable.class)
  void givesEveryVariableAnOptionOfTheSameName(Variable variable) {
    String name = variable.option().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);

    assertThat(variable.name()).isIn(name, "LINCE_" + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIMILARITY_THRESHOLD | 1.7   | a number from 0.0 to 1.0 is allowed.
          SIMILARITY_THRESHOLD | -0.1  | a number from 0.0 to 1.0 is allowed.
          SIMILARITY_THRESHOLD | NaN   | a number from 0.0 to 1.0 is allowed.
          SIMILARITY_THRESHOLD | 0,2   | a number from 0.0 to 1.0 is allowed.
          SIMILARITY_THRESHOLD | 0x1p-1 | a number from 0.0 to 1.0 is allowed.
          LINCE_PORT           | 0     | a whole number from 1 to 65535 is allowed.
          LINCE_PORT           | 70000 | a whole number from 1 to 65535 is allowed.
          LINCE_PORT           | abc   | a whole number from 1 to 65535 is allowed.
          LINCE_PORT           | 99999999999999999999 | a whole number from 1 to 65535 is allowed.
          LINCE_HOST           | local host | a host name or an address is allowed, without a port.
          LINCE_HOST           | localhost:8000 | a host name or an address is allowed, without a port.
          LINCE_EMBEDDER       | siglip | auto, clip or visual is allowed.
          LINCE_DECODE         | slow  | fast or exact is allowed.
          LINCE_DECODER        | native | auto or java is allowed.
          LINCE_THREADS        | 0     | a whole number from 1 to 256 is allowed.
          LINCE_MAX_BYTES      | 0     | a size from 1 to 1023MB is allowed, for example 32MB.
          LINCE_MAX_BYTES      | 3GB   | a size from 1 to 1023MB is allowed, for example 32MB.
          LINCE_MAX_BYTES      | many  | a size from 1 to 1023MB is allowed, for example 32MB.
          LINCE_MAX_PIXELS     | 701M  | a number of pixels from 1 to 700M is allowed, for example 50M.
          LOG_LEVEL            | LOUD  | TRACE, DEBUG, INFO, WARNING (or WARN), ERROR, CRITICAL (or FATAL) or OFF is allowed.
          LINCE_CONNECTIONS    | 0     | a whole number from 1 to 100000 is allowed.
          LINCE_CONNECTIONS_PER_ADDRESS | -1 | a whole number from 0 to 100000 is allowed.
          LINCE_UPLOAD_SPACE   | 3GB   | a size from 1 to 1023MB is allowed, for example 32MB.
          LINCE_THUMBNAIL_SPACE | 65537GB | a size from 0 to 65536GB is allowed, for example 2GB.
          LINCE_THUMBNAIL_SPACE | -1   | a size from 0 to 65536GB is allowed, for example 2GB.
          LINCE_EXPOSE_GPS     | yes   | true or false is allowed.
          LINCE_ALLOWED_HOSTS  | http://a | names such as photos.example.org are allowed, several with commas between, or * for any; no scheme, no port.
          LINCE_EXCLUDE        | [a    | globs such as *.tmp or {a,b}* are allowed, several with commas between; close every bracket.
          """)
  void stopsAtAValueThatIsNotAllowed(Variable variable, String value, String allowed) {
    environment.put(variable.name(), value);
    assertRefused("%s is \"%s\"; %s".formatted(variable, value, allowed));

    environment.clear();
    dotEnv.append("%s='%s'".formatted(variable, value));
    assertThatThrownBy(this::bind).hasMessageStartingWith(variable + " in .env is ");

    options.put(variable, value);
    assertThatThrownBy(this::bind)
        .hasMessageStartingWith("%s (%s) is ".formatted(variable.option(), variable))
        .hasMessageEndingWith(allowed);
  }

  @Test
  void quotesAValueOnOneLine() {
    environment.put("LINCE_PORT", "80\n00\u001b[31m" + "9".repeat(300));

    assertThatThrownBy(this::bind)
        .isInstanceOf(SettingRefused.class)
        .message()
        .startsWith("LINCE_PORT is \"80\\u000a00\\u001b[31m999")
        .contains("…\"")
        .doesNotContain("\n", "\u001b");
  }

  @ParameterizedTest
  @CsvSource({
    "DEBUG,DEBUG",
    "warning,WARN",
    "Warn,WARN",
    "critical,ERROR",
    "FATAL,ERROR",
    "trace,TRACE",
    "off,OFF",
    "info,INFO",
    "error,ERROR"
  })
  void knowsTheLevelsOfPythonAndJava(String name, LogLevel level) {
    environment.put("LOG_LEVEL", name);

    assertThat(bind().logLevel()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "64KB,65536", "32MB,33554432", "32 MiB,33554432", "32m,33554432", "100b,100"})
  void readsSizes(String text, long bytes) {
    environment.put("LINCE_MAX_BYTES", text);

    assertThat(bind().limits().maxBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"/, ''", "/lince, /lince", "/lince/, /lince", "/a/b-c_~.d, /a/b-c_~.d"})
  void readsTheBasePathWithoutASlashAtItsEnd(String text, String path) {
    environment.put("LINCE_BASE_PATH", text);

    assertThat(bind().basePath()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lince",
        "//lince",
        "/a//b",
        "/../etc",
        "/a/..",
        "/.",
        "/a b",
        "/ni\u00f1o",
        "/a?b",
        "/a#b",
        "/a;b",
        "/a%2fb",
        "/a\"b",
        "https://example.org/lince"
      })
  void refusesABasePathThatIsNone(String text) {
    environment.put("LINCE_BASE_PATH", text);

    assertThatThrownBy(this::bind)
        .isInstanceOf(SettingRefused.class)
        .hasMessageStartingWith("LINCE_BASE_PATH is ")
        .hasMessageEndingWith(
            "a path such as /lince is allowed: a slash, then letters, digits, -, ., _ and ~, with further slashes between.");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100MB, 104857600", "3 gib, 3221225472", "65536GB, 70368744177664"})
  void readsTheSpaceOfThumbnails(String text, long bytes) {
    environment.put("LINCE_THUMBNAIL_SPACE", text);

    assertThat(bind().thumbnailSpace()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "ON, true", "False, false", "off, false"})
  void exposesPlacesOnlyWhereItIsSaid(String text, boolean exposed) {
    environment.put("LINCE_EXPOSE_GPS", text);

    assertThat(bind().exposeGps()).isEqualTo(exposed);
  }

  @Test
  void readsOriginsAsBrowsersSendThem() {
    environment.put(
        "ALLOWED_ORIGINS",
        " https://Example.org:443, http://localhost:3000 ,http://[::1]:80,,https://example.org");

    assertThat(bind().allowedOrigins())
        .containsExactly("https://example.org", "http://localhost:3000", "http://[::1]");
  }

  @ParameterizedTest
  @CsvSource({
    "*",
    "http://localhost:3000/",
    "http://a.org/x",
    "localhost:3000",
    "http://*.a.org",
    "http://u@a.org",
    "null",
    "http://a.org?x"
  })
  void refusesWhatIsNoOrigin(String origin) {
    environment.put("ALLOWED_ORIGINS", "http://good.org," + origin);

    assertRefused(
        "ALLOWED_ORIGINS is \"%s\"; scheme://host or scheme://host:port is allowed, several with commas between; no path, no slash at the end, no *."
            .formatted(origin));
  }

  @Test
  void readsGlobsWithCommasInBraces() {
    environment.put("LINCE_EXCLUDE", "*.tmp, {a,b}* ,raw/*");

    assertThat(bind().exclude()).containsExactly("*.tmp", "{a,b}*", "raw/*");
  }

  @Test
  void keepsPlainPathsForALoneFolderWithoutAName() throws IOException {
    folder("photos");
    environment.put("LINCE_IMAGES", "photos");

    assertThat(bind().images()).containsExactly(new ImageFolder("", work.resolve("photos")));
  }

  @Test
  void namesSeveralFoldersAfterThemselves() throws IOException {
    folder("a/family");
    folder("b/trips");
    environment.put("LINCE_IMAGES", "a/family, away=b/trips");

    assertThat(bind().images())
        .containsExactly(
            new ImageFolder("family", work.resolve("a/family")),
            new ImageFolder("away", work.resolve("b/trips")));
  }

  @Test
  void takesTheFoldersOfTheCommandLineBeforeTheVariable() throws IOException {
    folder("with,comma");
    environment.put("LINCE_IMAGES", "/nowhere");

    assertThat(bind("with,comma").images())
        .containsExactly(new ImageFolder("", work.resolve("with,comma")));
    assertThatThrownBy(() -> bind("gone"))
        .hasMessage(
            "DIR (LINCE_IMAGES) is \"%s\"; that folder is not there; an existing folder is allowed."
                .formatted(work.resolve("gone")));
  }

  @Test
  void refusesFoldersThatShareANameOrOverlap() throws IOException {
    folder("a/same");
    folder("b/same");
    folder("a/same/inner");
    Files.createSymbolicLink(work.resolve("link"), work.resolve("a/same"));

    environment.put("LINCE_IMAGES", "a/same,b/same");
    assertRefused(
        "LINCE_IMAGES is \"same\"; two folders have that name; give each its own: NAME=FOLDER.");
    environment.put("LINCE_IMAGES", "a/same,a/same/inner");
    assertRefused(
        "LINCE_IMAGES is \"%s\"; it overlaps with %s; folders that lie apart are allowed."
            .formatted(work.resolve("a/same/inner"), work.resolve("a/same")));
    environment.put("LINCE_IMAGES", "a/same,link");
    assertThatThrownBy(this::bind).hasMessageContaining("it overlaps with");
    environment.put("LINCE_IMAGES", "uploads=a/same");
    assertThatThrownBy(this::bind).hasMessageContaining("belongs to the uploads");
  }

  @Test
  void refusesAnImageFolderThatIsAFile() throws IOException {
    Files.writeString(work.resolve("file"), "");
    environment.put("LINCE_IMAGES", "file");

    assertRefused(
        "LINCE_IMAGES is \"%s\"; that is not a folder; an existing folder is allowed."
            .formatted(work.resolve("file")));
  }

  @Test
  void looksAtFoldersOnlyWhereTheCommandNeedsThem() {
    environment.put("LINCE_IMAGES", "gone");

    assertThat(Settings.bindForReading(sources()).images())
        .containsExactly(new ImageFolder("", work.resolve("gone")));
  }

  @Test
  void refusesADataFolderAmongTheImages() throws IOException {
    folder("photos");
    environment.put("LINCE_IMAGES", "photos");
    environment.put("LINCE_DATA", "photos/data");

    assertRefused(
        "LINCE_DATA is \"%s\"; a folder apart from the image folder %s is allowed, since Lince never writes there."
            .formatted(work.resolve("photos/data"), work.resolve("photos")));
  }

  @Test
  void refusesADataFolderThatCannotBeMade() throws IOException {
    Files.writeString(work.resolve("file"), "");
    environment.put("LINCE_DATA", "file/data");

    assertRefused(
        "LINCE_DATA is \"%s\"; %s is not a folder; a folder that can be made is allowed."
            .formatted(work.resolve("file/data"), work.resolve("file")));
  }

  @Test
  void countsGivenPathsFromTheWorkingFolder() throws IOException {
    folder("model");
    environment.put("LINCE_MODEL", "model");
    options.put(Variable.LINCE_DATA, "../elsewhere");

    assertThat(bind().model()).isEqualTo(work.resolve("model"));
    assertThat(bind().data()).isEqualTo(root.resolve("elsewhere"));
    assertThat(bind().serverFile()).isEqualTo(root.resolve("elsewhere/server.json"));
  }

  @Test
  void readsAddressesOfEveryKind() {
    for (String host : List.of("0.0.0.0", "::1", "fe80::1%eth0", "my-host.local", "localhost")) {
      environment.put("LINCE_HOST", host);
      assertThat(bind().host()).isEqualTo(host);
    }
    environment.put("LINCE_HOST", "[::1]");
    assertThat(bind().host()).isEqualTo("::1");
  }

  @Test
  void warnsOfLinesOfDotEnvThatItPassesOver() {
    dotEnv.append("LINCE_PORT=8001\n=broken\n");

    assertThat(sources().warnings())
        .containsExactly("Line 2 of .env is not NAME=value; it is passed over.");
    assertThat(bind().port()).isEqualTo(8001);
  }

  private void folder(String name) throws IOException {
    Files.createDirectories(work.resolve(name));
  }

  private void assertRefused(String sentence) {
    assertThatThrownBy(this::bind).isInstanceOf(SettingRefused.class).hasMessage(sentence);
  }

  private Settings bind(String... folders) {
    return Settings.bind(sources(folders));
  }

  private Sources sources(String... folders) {
    return new Sources(
        options,
        List.of(folders),
        environment,
        DotEnv.parse(dotEnv.toString(), environment),
        work,
        home);
  }
}
