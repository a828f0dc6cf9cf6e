package dev.lince.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lince.library.ImageFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private record Told(String name, Outcome outcome) implements Check {
    @Override
    public Outcome examine() {
      return outcome;
    }
  }

  @Test
  void isWellWithWarningsAndIsNotWithAProblem() throws InterruptedException {
    Check fine = new Told("a", new Outcome.Ok("Fine."));
    Check warned = new Told("b", new Outcome.Warning("Odd.", "Look."));
    Check wrong = new Told("c", new Outcome.Problem("Broken.", "Mend it."));

    assertThat(new Doctor(List.of(fine, warned), LIMIT).examine(_ -> {})).isTrue();
    List<Finding> findings = new ArrayList<>();
    assertThat(new Doctor(List.of(wrong, fine), LIMIT).examine(findings::add)).isFalse();
    assertThat(findings).extracting(Finding::check).containsExactly("c", "a");
  }

  @Test
  void leavesACheckBehindThatHangs() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Check hangs =
        new Check() {
          @Override
          public String name() {
            return "disk";
          }

          @Override
          public Outcome examine() {
            boolean waits = true;
            while (waits) {
              try {
                never.await();
                waits = false;
              } catch (InterruptedException deaf) {
                waits = true;
              }
            }
            return new Outcome.Ok("never");
          }
        };
    List<Finding> findings = new ArrayList<>();

    boolean well =
        new Doctor(List.of(hangs, new Told("next", new Outcome.Ok("Fine."))), Duration.ofMillis(50))
            .examine(findings::add);

    never.countDown();
    assertThat(well).isFalse();
    assertThat(findings.getFirst().outcome().found()).contains("no answer within");
    assertThat(findings).hasSize(2);
  }

  @Test
  void tellsWhatACheckThrows() throws InterruptedException {
    Check throwing =
        new NativeCheck(
            "x",
            () -> {
              throw new UnsatisfiedLinkError("no x");
            },
            "Get x.");
    List<Finding> findings = new ArrayList<>();

    assertThat(new Doctor(List.of(throwing), LIMIT).examine(findings::add)).isFalse();
    assertThat(findings.getFirst().outcome())
        .isEqualTo(new Outcome.Problem("It does not load: no x", "Get x."));
  }

  @Test
  void knowsWhereEverythingComesReadyMade() {
    assertThat(new PlatformCheck("Linux amd64", false).examine()).isInstanceOf(Outcome.Ok.class);
    assertThat(new PlatformCheck("Mac OS X aarch64", false).examine())
        .isInstanceOf(Outcome.Ok.class);
    assertThat(new PlatformCheck("Mac OS X x86_64", false).examine())
        .isInstanceOf(Outcome.Warning.class);
    assertThat(new PlatformCheck("Linux amd64", true).examine())
        .isInstanceOf(Outcome.Problem.class);
    assertThat(new MemoryCheck(1_000).examine()).isInstanceOf(Outcome.Warning.class);
    assertThat(new MemoryCheck(8_000).examine()).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void looksAtFoldersWithoutWriting() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    assertThat(imageFolder(images)).isInstanceOf(Outcome.Warning.class);
    Files.writeString(images.resolve("a.jpg"), "x");
    assertThat(imageFolder(images).found()).contains("1 files");
    assertThat(imageFolder(folder.resolve("away"))).isInstanceOf(Outcome.Problem.class);

    Path data = folder.resolve("data/deeper");
    assertThat(new DataFolderCheck(data).examine().found()).contains("to be made");
    assertThat(data).doesNotExist();
    assertThat(new DataFolderCheck(Files.writeString(folder.resolve("file"), "")).examine())
        .isInstanceOf(Outcome.Problem.class);
  }

  private static Outcome imageFolder(Path path) {
    return new ImageFolderCheck(new ImageFolder("", path)).examine();
  }

  @Test
  void tellsAFreePortFromATakenOne() throws IOException {
    int port;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
      assertThat(new PortCheck("127.0.0.1", port, Optional.empty()).examine())
          .isInstanceOf(Outcome.Problem.class);
    }
    assertThat(new PortCheck("127.0.0.1", port, Optional.empty()).examine())
        .isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void findsTheSettingThatWasMeant() {
    assertThat(SettingsCheck.nearest("LINCE_PROT")).isEqualTo("LINCE_PORT");
    assertThat(SettingsCheck.nearest("LINCE_IMAGE")).isEqualTo("LINCE_IMAGES");
    assertThat(SettingsCheck.nearest("LINCE_LOGFORMAT")).isEqualTo("LINCE_LOG_FORMAT");
  }
}
