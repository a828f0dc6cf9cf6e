package dev.lince.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogFormatTest {
  private static final LoggerContext CONTEXT = new LoggerContext();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat\n2026-01-01 00:00:00.000 ERROR Engine: forged.jpg",
        "cat\r\nforged.jpg",
        "cat\u2028forged\u2029.jpg",
        "cat\u0085forged.jpg",
        "cat\u001b[31m\u001b]0;title\u0007.jpg",
        "cat\u202egpj.exe"
      })
  void writesOneLineWhateverAFileIsCalled(String name) {
    String text = new TextLog().format(event("{} is no picture", name, null, Map.of()));

    assertThat(text.lines()).hasSize(1);
    assertThat(text.strip().chars().filter(c -> c < ' ' || c == 0x85 || c == 0x202e)).isEmpty();
    String json = new JsonLog().format(event("{} is no picture", name, null, Map.of()));
    assertThat(json.strip().chars().filter(c -> c < ' ')).isEmpty();
    assertThat(new JsonMapper().readTree(json).get("message").stringValue())
        .isEqualTo(name + " is no picture");
  }

  @Test
  void keepsWhatPeopleWrite() {
    String text = new TextLog().format(event("{}", "niño 🐈 日本.jpg", null, Map.of()));

    assertThat(text).contains("niño 🐈 日本.jpg");
  }

  @Test
  void namesTheRequestAndItsTrace() {
    Map<String, String> names = Map.of("requestId", "r-1", "traceId", "0af7651916cd43dd");

    assertThat(new TextLog().format(event("done {}", "x", null, names)))
        .matches("(?s)\\d{4}-\\d\\d-\\d\\d \\S+ INFO  Thing \\[r-1 0af7651916cd43dd]: done x\\R");
    JsonNode json =
        new JsonMapper().readTree(new JsonLog().format(event("done {}", "x", null, names)));
    assertThat(json.get("requestId").stringValue()).isEqualTo("r-1");
    assertThat(json.get("traceId").stringValue()).isEqualTo("0af7651916cd43dd");
    assertThat(json.get("level").stringValue()).isEqualTo("INFO");
    assertThat(json.get("logger").stringValue()).isEqualTo("dev.lince.Thing");
    assertThat(Instant.parse(json.get("@timestamp").stringValue())).isNotNull();
    assertThat(json.has("stack")).isFalse();
  }

  @Test
  void noLineOfATracePassesForAnEventOfItsOwn() {
    var failure =
        new IllegalStateException("bad\n2026-01-01 00:00:00.000 ERROR Engine: \u001b[2Jforged");

    List<String> lines =
        new TextLog().format(event("failed {}", "x", failure, Map.of())).lines().toList();

    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("    "));
    assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    String json = new JsonLog().format(event("failed {}", "x", failure, Map.of()));
    assertThat(json.lines()).hasSize(1);
    assertThat(new JsonMapper().readTree(json).get("stack").stringValue())
        .contains("IllegalStateException", "\tat ");
  }

  private static LoggingEvent event(
      String message, String argument, @Nullable Throwable failure, Map<String, String> names) {
    LoggingEvent event =
        new LoggingEvent(
            "x",
            CONTEXT.getLogger("dev.lince.Thing"),
            Level.INFO,
            message,
            failure,
            new Object[] {argument});
    event.setMDCPropertyMap(names);
    return event;
  }
}
