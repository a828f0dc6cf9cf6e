package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher as a process, with folders of Java that are small scripts, a Maven that is one
 * too, and a PATH that has the tools the launcher uses and no Java.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The launcher is a script of the POSIX shell.")
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "cp",
          "dirname",
          "find",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "touch",
          "uname");
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo 'openjdk version "@VERSION@" 2026-04-21' >&2
        exit 0
      fi
      echo "java of @NAME@"
      for argument in "$@"; do echo "<$argument>"; done
      """;
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME $*" >>built
      mkdir -p app/target/lince
      echo new >app/target/lince/lince.jar
      """;

  @TempDir private Path root;

  private Path home;
  private Path jar;
  private Path tools;

  @BeforeEach
  void makeFolders() throws IOException {
    root = root.toRealPath();
    home = Files.createDirectories(root.resolve("the home"));
    jar = home.resolve("app/target/lince/lince.jar");
    tools = Files.createDirectories(root.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), Programs.onPath(tool));
    }
    Files.copy(Programs.repositoryRoot().resolve("lince"), home.resolve("lince"));
    executable(home.resolve("lince"));
  }

  @Test
  void handsItsArgumentsToTheJavaOfJavaHome() throws Exception {
    release();

    Finished finished = launch().with("JAVA_HOME", jdk("25.0.3", "a")).run("embed", "a b", "");

    assertThat(finished.output())
        .startsWith("java of a\n")
        .contains("<-Dlince.home=" + home + ">", "<-cp>\n<" + jar + ">\n<dev.lince.app.Lince>")
        .endsWith("<embed>\n<a b>\n<>\n");
    assertThat(finished.errors()).isEmpty();
    assertThat(finished.exitCode()).isZero();
  }

  @Test
  void passesOverAJavaThatIsTooOld() throws Exception {
    release();
    Path old = jdk("17.0.9", "old");
    Path found = jdk("26", "machine/usr/lib/jvm/java-26");

    Finished finished = launch().with("JAVA_HOME", old).run("--version");

    assertThat(finished.output()).startsWith("java of " + root.relativize(found));
  }

  @Test
  void findsTheJavaOfThePathThroughLinks() throws Exception {
    release();
    Path jdk = jdk("25", "deep/jdk");
    Files.createSymbolicLink(root.resolve("java-link"), Path.of("deep/jdk/bin/java"));
    Files.createSymbolicLink(tools.resolve("java"), root.resolve("java-link"));

    assertThat(launch().run().output()).startsWith("java of " + root.relativize(jdk));
  }

  @Test
  void findsJavaWhereToolsOfDevelopersPutIt() throws Exception {
    release();
    for (String place :
        List.of(
            "user/.sdkman/candidates/java/25.0.1-tem",
            "user/.local/share/mise/installs/java/25",
            "user/.asdf/installs/java/temurin-25",
            "user/.jabba/jdk/25",
            "machine/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
            "machine/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
            "machine/opt/jdk-25",
            "machine/usr/java/jdk-25")) {
      Path jdk = jdk("25.0.1", place);
      assertThat(launch().run().output()).startsWith("java of " + place);
      Files.delete(jdk.resolve("bin/java"));
    }
  }

  @Test
  void believesTheReleaseFileWithoutStartingJava() throws Exception {
    release();
    Path jdk = jdk("17", "jdk");
    Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"");

    assertThat(launch().with("JAVA_HOME", jdk).run().output()).startsWith("java of jdk");
  }

  @Test
  void worksThroughLinksAndFromAnyFolder() throws Exception {
    release();
    Files.createDirectories(root.resolve("bin"));
    Files.createSymbolicLink(root.resolve("bin/second"), Path.of("../the home/lince"));
    Path link = Files.createSymbolicLink(root.resolve("bin/first"), Path.of("second"));

    Finished finished =
        launch().with("JAVA_HOME", jdk("25", "a")).script(link).in(Path.of("/")).run();

    assertThat(finished.output()).contains("<-Dlince.home=" + home + ">");
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJava() throws Exception {
    release();
    Files.writeString(tools.resolve("apt-get"), "#!/bin/sh\n");
    executable(tools.resolve("apt-get"));

    Finished finished = launch().with("JAVA_HOME", jdk("21", "old")).run("serve");

    assertThat(finished.output()).isEmpty();
    assertThat(finished.errors().lines())
        .singleElement()
        .asString()
        .startsWith(
            "lince: Java 25 or newer was not found in JAVA_HOME, on the PATH or in the usual"
                + " folders. Install it: ");
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  @Test
  void wantsACompilerWhereThereIsSomethingToBuild() throws Exception {
    sources();

    Finished finished = launch().with("JAVA_HOME", jre("25", "jre")).run();

    assertThat(finished.errors())
        .startsWith("lince: a JDK (Java 25 or newer, with javac) was not found");
    assertThat(finished.exitCode()).isEqualTo(1);
  }

  @Test
  void buildsWhatIsMissingAndSaysSo() throws Exception {
    sources();
    Path jdk = jdk("25", "jdk");

    Finished first = launch().with("JAVA_HOME", jdk).run();
    Finished second = launch().with("JAVA_HOME", jdk).run();

    assertThat(first.errors()).startsWith("lince: building Lince with " + jdk);
    assertThat(first.output()).startsWith("java of jdk");
    assertThat(second.errors()).isEmpty();
    assertThat(builds()).containsExactly(jdk + " -q -Dmaven.test.skip=true -pl app -am package");
  }

  @Test
  void buildsAgainWhereASourceIsNewer() throws Exception {
    sources();
    Path jdk = jdk("25", "jdk");
    launch().with("JAVA_HOME", jdk).run();
    touch(home.resolve("core/src/test/Any.java"), Instant.now().plusSeconds(60));
    launch().with("JAVA_HOME", jdk).run();
    assertThat(builds()).hasSize(1);

    touch(home.resolve("core/src/main/Source.java"), Instant.now().plusSeconds(60));
    launch().with("JAVA_HOME", jdk).run();

    assertThat(builds()).hasSize(2);
  }

  @Test
  void runsTheProgramFromBeforeWhereItCannotBuild() throws Exception {
    sources();
    release();
    touch(home.resolve("core/src/main/Source.java"), Instant.now().plusSeconds(60));

    Finished finished = launch().with("JAVA_HOME", jre("25", "jre")).run();

    assertThat(finished.errors()).contains("the program from before runs");
    assertThat(finished.output()).startsWith("java of jre");
  }

  @Test
  void leavesAnOpenJarAsItWasWhenItBuilds() throws Exception {
    sources();
    release();
    Object before = Files.readAttributes(jar, "unix:ino", LinkOption.NOFOLLOW_LINKS).get("ino");
    touch(home.resolve("core/src/main/Source.java"), Instant.now().plusSeconds(60));

    launch().with("JAVA_HOME", jdk("25", "jdk")).run();

    assertThat(jar).hasContent("new\n");
    assertThat(Files.getAttribute(jar, "unix:ino")).isNotEqualTo(before);
  }

  @Test
  void stopsWhereTheBuildFails() throws Exception {
    sources();
    Files.writeString(home.resolve("mvnw"), "#!/bin/sh\necho 'ERROR: no' \nexit 1\n");

    Finished finished = launch().with("JAVA_HOME", jdk("25", "jdk")).run();

    assertThat(finished.output()).isEmpty();
    assertThat(finished.errors()).contains("ERROR: no", "lince: the build failed");
    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(home.resolve("app/target/.lince-build")).doesNotExist();
  }

  @Test
  void buildsOnceWhereTwoStartTogether() throws Exception {
    sources();
    Path jdk = jdk("25", "jdk");
    Files.writeString(
        home.resolve("mvnw"),
        MAVEN.replace("mkdir", "until [ -f go ]; do sleep 0.05; done\nmkdir"));

    Launch first = launch().with("JAVA_HOME", jdk);
    first.start();
    Programs.await(() -> Files.exists(home.resolve("built")));
    Launch second = launch().with("JAVA_HOME", jdk);
    second.start();
    Programs.await(() -> second.errorsSoFar().contains("waiting"));
    Files.createFile(home.resolve("go"));

    assertThat(first.finish().output()).startsWith("java of jdk");
    assertThat(second.finish().output()).startsWith("java of jdk");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void takesOverFromALauncherThatIsGone() throws Exception {
    sources();
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = Files.createDirectories(home.resolve("app/target/.lince-build"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    Finished finished = launch().with("JAVA_HOME", jdk("25", "jdk")).run();

    assertThat(finished.output()).startsWith("java of jdk");
    assertThat(lock).doesNotExist();
  }

  @Test
  void givesServersOtherOptionsThanCommands() throws Exception {
    release();
    Path lib = jar.resolveSibling("lib");

    assertThat(launch().with("JAVA_HOME", jdk("25", "jdk")).run("serve").output())
        .startsWith("java of jdk\n<@%s>\n".formatted(lib.resolve("serve.options")));
    assertThat(launch().with("JAVA_HOME", jdk("25", "jdk")).run("search", "x").output())
        .startsWith("java of jdk\n<@%s>\n".formatted(lib.resolve("commands.options")));
  }

  @Test
  void namesTheCacheOfTheCommandToJavaWhereThereIsOne() throws Exception {
    release();
    Path cache = Files.createDirectories(jar.resolveSibling("aot")).resolve("serve.aot");
    Files.createFile(cache);

    assertThat(launch().with("JAVA_HOME", jdk("25", "jdk")).run("serve").output())
        .contains("<-XX:AOTCache=" + cache + ">\n");
    assertThat(launch().with("JAVA_HOME", jdk("25", "jdk")).run("search").output())
        .doesNotContain("AOT");
  }

  @Test
  void namesNoCacheWhereItsUserWantsNoneOrHasOptionsThatForbidOne() throws Exception {
    release();
    Files.createFile(Files.createDirectories(jar.resolveSibling("aot")).resolve("commands.aot"));
    Path jdk = jdk("25", "jdk");

    for (String[] variable :
        new String[][] {
          {"LINCE_AOT", "off"},
          {"LINCE_AOT", "OFF"},
          {"LINCE_JAVA_OPTS", "-Xmx1g -Xshare:off"},
          {"JAVA_TOOL_OPTIONS", "-XX:SharedArchiveFile=x"},
          {"JDK_JAVA_OPTIONS", "-XX:AOTMode=off"}
        }) {
      assertThat(
              launch().with("JAVA_HOME", jdk).with(variable[0], variable[1]).run("embed").output())
          .as(variable[1])
          .startsWith("java of jdk")
          .doesNotContain("AOTCache");
    }
  }

  @Test
  void hasRoomForOptionsOfJava() throws Exception {
    release();

    assertThat(
            launch()
                .with("JAVA_HOME", jdk("25", "jdk"))
                .with("LINCE_JAVA_OPTS", "-Xmx2g -Da=b")
                .run()
                .output())
        .contains("<-Xmx2g>\n<-Da=b>\n<-cp>");
  }

  private Launch launch() {
    return new Launch(home.resolve("lince"))
        .with("PATH", tools)
        .with("HOME", root.resolve("user"))
        .with("LINCE_JAVA_ROOT", root.resolve("machine"));
  }

  private void release() throws IOException {
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "old");
  }

  private void sources() throws IOException {
    Instant past = Instant.now().minusSeconds(3600);
    for (String file :
        List.of(
            "pom.xml",
            "core/pom.xml",
            "app/pom.xml",
            "core/src/main/Source.java",
            "core/src/test/Any.java",
            "app/src/main/Source.java",
            "stores/s/src/main/S.java")) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.writeString(home.resolve(file), "");
      touch(home.resolve(file), past);
    }
    for (String folder :
        List.of(
            "core/src/main",
            "app/src/main",
            "stores",
            "stores/s",
            "stores/s/src",
            "stores/s/src/main")) {
      touch(home.resolve(folder), past);
    }
    Files.writeString(home.resolve("mvnw"), MAVEN);
    executable(home.resolve("mvnw"));
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("built"));
  }

  private Path jdk(String version, String name) throws IOException {
    Path jdk = jre(version, name);
    Files.writeString(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    executable(jdk.resolve("bin/javac"));
    return jdk;
  }

  private Path jre(String version, String name) throws IOException {
    Path java = root.resolve(name).resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, JAVA.replace("@VERSION@", version).replace("@NAME@", name));
    executable(java);
    return root.resolve(name);
  }

  private static void touch(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
