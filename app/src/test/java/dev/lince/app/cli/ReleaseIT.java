package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.prerequisite.Prerequisite;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unpacks the zip that the build made and uses it as its reader does: nothing is there but Java,
 * and a home that is new. One after the other, since they are the story of one unpacked folder, and
 * a preparation takes a quarter of a minute.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The launcher is a script of the POSIX shell.")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String CAT = "example_images/cats/chelsea.jpg";

  @TempDir static Path folder;

  private static Path release;
  private static Path home;

  @BeforeAll
  static void unpack() throws IOException {
    folder = folder.toRealPath();
    home = Files.createDirectories(folder.resolve("a home"));
    release = UnpackedZip.into(Files.createDirectories(folder.resolve("un packed")));
  }

  @Test
  @Order(1)
  void saysItsVersion() throws Exception {
    Finished said = lince().run("--version");

    assertThat(said.output()).startsWith("Lince " + System.getProperty("lince.version") + " (");
    assertThat(said.errors()).isEmpty();
  }

  @Test
  @Order(1)
  void hasALauncherForEachSystemAndWhatTheReadmeNames() throws IOException {
    assertThat(release.getFileName()).hasToString("lince-" + System.getProperty("lince.version"));
    assertThat(release.resolve("lince")).isExecutable();
    assertThat(Files.readString(release.resolve("lince"))).doesNotContain("\r");
    String cmd = Files.readString(release.resolve("lince.cmd"), StandardCharsets.US_ASCII);
    assertThat(cmd.replace("\r\n", "")).as("only CRLF ends a line").doesNotContain("\n", "\r");
    assertThat(release)
        .isDirectoryContaining("glob:**/LICENSE")
        .isDirectoryContaining("glob:**/README.md")
        .isDirectoryContaining("glob:**/.env.example");
    assertThat(release.resolve("docs/configuration.md")).isRegularFile();
    assertThat(release.resolve("example_images/ATTRIBUTION.md")).isRegularFile();
  }

  @Test
  @Order(1)
  void listsEachOfItsJarsWithHashAndLicence() throws Exception {
    Path list = release.resolve("lince.cdx.json");
    Prerequisite.require(
        Files.exists(list), "The list of parts is made only where Maven is not offline (-o).");
    Set<String> listed = new HashSet<>();
    for (JsonNode component : new JsonMapper().readTree(list).get("components")) {
      assertThat(component.get("licenses"))
          .as("%s has a licence", component.get("purl"))
          .isNotEmpty();
      component
          .get("hashes")
          .forEach(
              hash -> {
                if (hash.get("alg").asString().equals("SHA-256")) {
                  listed.add(hash.get("content").asString());
                }
              });
    }
    try (Stream<Path> jars = Files.list(release.resolve("lib"))) {
      List<Path> all = jars.filter(file -> file.toString().endsWith(".jar")).toList();
      assertThat(all).hasSizeGreaterThan(50);
      for (Path jar : all) {
        assertThat(listed).as(jar.getFileName() + " is listed").contains(sha256(jar));
      }
    }
  }

  @Test
  @Order(2)
  void servesTheExamplesIsSearchedAndPreparesLaterStartsByItself() throws Exception {
    String port = Integer.toString(freePort());
    Launch server = lince();
    server.start("serve", "--port", port);
    try {
      Programs.await(() -> server.outputSoFar().contains("Lince is at"), PATIENCE);
      Programs.await(() -> server.errorsSoFar().contains("In step"), PATIENCE);

      assertFindsTheCat(lince().run("search", "-k", "1", CAT));

      Programs.await(() -> Files.exists(release.resolve("aot/key")), PATIENCE);
      assertFindsTheCat(lince().run("search", "-k", "1", CAT));
    } finally {
      server.process().destroy();
    }
    assertThat(server.finish().exitCode()).isEqualTo(143);
    assertThat(filesIn(release.resolve("aot")))
        .containsExactly("commands.aot", "key", "lock", "serve.aot");
  }

  @Test
  @Order(3)
  void laterStartsTakeTheirClassesFromTheCache() throws Exception {
    Path classes = folder.resolve("classes.txt");

    assertFindsTheCat(
        lince()
            .with("LINCE_JAVA_OPTS", "-Xlog:class+load:file=%s".formatted(classes.getFileName()))
            .in(folder)
            .run("search", "-k", "1", release.resolve(CAT).toString()));

    List<String> own =
        Files.readAllLines(classes).stream()
            .filter(line -> line.contains(" dev.lince.app"))
            .toList();
    long cached = own.stream().filter(line -> line.contains("shared objects file")).count();
    assertThat(cached)
        .as("what a class of before Java 7 stands behind, as picocli's do, stays out of the cache")
        .isGreaterThan(own.size() * 9L / 10);
    assertThat(lince().run("prepare").errors())
        .isEqualTo("lince: Later starts were prepared already.\n");
  }

  @Test
  @Order(4)
  void aCacheThatDoesNotFitIsPassedOverWithoutAWord() throws Exception {
    for (String options :
        List.of("-XX:+UseParallelGC -XX:-UseSerialGC", "-Xshare:off", "-XX:-UseCompressedOops")) {
      assertFindsTheCat(lince().with("LINCE_JAVA_OPTS", options).run("search", "-k", "1", CAT));
    }
    Path cache = release.resolve("aot/commands.aot");
    byte[] whole = Files.readAllBytes(cache);
    Files.write(cache, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertFindsTheCat(lince().run("search", "-k", "1", CAT));
    Files.writeString(cache, "no cache at all");
    assertFindsTheCat(lince().run("search", "-k", "1", CAT));
    Files.write(cache, whole);
    try (Stream<Path> jars = Files.list(release.resolve("lib"))) {
      Path touched =
          jars.filter(jar -> jar.toString().contains("picocli")).findFirst().orElseThrow();
      Files.setLastModifiedTime(touched, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
    }
    assertFindsTheCat(lince().run("search", "-k", "1", CAT));
  }

  @Test
  @Order(5)
  void aPreparationThatIsKilledLeavesNothingThatCounts() throws Exception {
    byte[] before = Files.readAllBytes(release.resolve("aot/key"));
    Launch preparation = lince();
    preparation.start("prepare");
    Programs.await(
        () -> filesIn(release.resolve("aot")).stream().anyMatch(name -> name.startsWith("work-")));
    preparation.process().descendants().forEach(ProcessHandle::destroyForcibly);
    preparation.process().destroyForcibly().waitFor();

    assertThat(release.resolve("aot/key")).hasBinaryContent(before);
    assertFindsTheCat(lince().run("search", "-k", "1", CAT));
    assertThat(lince().run("prepare").errors()).isEqualTo("lince: Later starts are prepared.\n");
    assertThat(filesIn(release.resolve("aot")))
        .containsExactly("commands.aot", "key", "lock", "serve.aot");
  }

  private static void assertFindsTheCat(Finished finished) {
    assertThat(finished.errors()).isEmpty();
    assertThat(finished.output()).matches("  1\\.0000  likely  cats/chelsea\\.jpg\n");
    assertThat(finished.exitCode()).isZero();
  }

  private static Launch lince() {
    return new Launch(release.resolve("lince"))
        .in(release)
        .with("PATH", System.getenv("PATH"))
        .with("HOME", home)
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("HF_HUB_OFFLINE", "1");
  }

  private static List<String> filesIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
