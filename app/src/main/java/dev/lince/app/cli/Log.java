package dev.lince.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.lince.app.config.LogFormat;
import dev.lince.app.config.LogLevel;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up what is logged. Done in code, since looking for and reading configuration files, and
 * Spring's own set-up on top, cost a good part of a start.
 */
final class Log {
  /** Of what these warn of and fail in, Lince itself says what it means, in a sentence. */
  private static final List<String> TOLD_BY_LINCE =
      List.of("com.zaxxer.hikari", "org.flywaydb", "io.opentelemetry");

  private static volatile LogFormat format = LogFormat.TEXT;

  private Log() {}

  /** How the log of this process looks. */
  static LogFormat format() {
    return format;
  }

  /**
   * Sends the log to the screen. Libraries say one level less than Lince: at INFO their warnings
   * only.
   */
  static void to(Screen screen, LogLevel level, LogFormat format) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    Log.format = format;
    if (format == LogFormat.JSON) {
      screen.keepToWholeLines();
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LogLines lines = new LogLines(screen, formatter(format));
    lines.setContext(context);
    lines.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(lines);
    root.setLevel(ofLibraries(level));
    context.getLogger("dev.lince").setLevel(Level.toLevel(level.name()));
    if (level == LogLevel.INFO || level == LogLevel.WARN) {
      TOLD_BY_LINCE.forEach(library -> context.getLogger(library).setLevel(Level.OFF));
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static LogFormatter formatter(LogFormat format) {
    return switch (format) {
      case TEXT -> new TextLog();
      case JSON -> new JsonLog();
    };
  }

  private static Level ofLibraries(LogLevel level) {
    return switch (level) {
      case OFF -> Level.OFF;
      case ERROR -> Level.ERROR;
      case WARN, INFO -> Level.WARN;
      case DEBUG -> Level.INFO;
      case TRACE -> Level.DEBUG;
    };
  }
}
