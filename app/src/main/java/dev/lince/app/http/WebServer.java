package dev.lince.app.http;

import dev.lince.app.observe.Observers;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * The running HTTP server. It leaves logging, signals and the environment alone: nothing but its
 * {@link HttpSettings} decides what it does. Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {
  private final AnnotationConfigServletWebServerApplicationContext context;

  private WebServer(AnnotationConfigServletWebServerApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts the server and returns when it listens. {@code backend} must answer until the server is
   * closed.
   *
   * @throws CannotListen where host or port cannot be had
   */
  public static WebServer start(HttpSettings settings, Backend backend) {
    return start(settings, backend, Observers.NONE);
  }

  /**
   * As {@link #start(HttpSettings, Backend)}.
   *
   * @param observers hear of every request; closed by who made them, after the server
   * @param rooms what it has beside the calls that are always there
   */
  public static WebServer start(
      HttpSettings settings, Backend backend, Observers observers, Room... rooms) {
    InetAddress address = resolve(settings.host());
    refuseTakenPort(settings, address);
    var context = new AnnotationConfigServletWebServerApplicationContext();
    context.setEnvironment(new OwnEnvironment());
    // Singletons that are registered ready-made are not closed with the context.
    context.getBeanFactory().registerSingleton("settings", settings);
    context.getBeanFactory().registerSingleton("address", address);
    context.getBeanFactory().registerSingleton("backend", backend);
    context.getBeanFactory().registerSingleton("observers", observers);
    context.register(HttpConfiguration.class, TomcatConfiguration.class);
    for (Room room : rooms) {
      room.given().forEach(context.getBeanFactory()::registerSingleton);
      context.register(room.beans().toArray(Class<?>[]::new));
    }
    try {
      context.refresh();
    } catch (RuntimeException failed) {
      throw asCannotListen(settings, failed);
    }
    return new WebServer(context);
  }

  /**
   * Whether {@link #start} could listen, asked before anything else is opened.
   *
   * @throws CannotListen where it could not
   */
  public static void requireFree(HttpSettings settings) {
    refuseTakenPort(settings, resolve(settings.host()));
  }

  /** The version of this program. */
  public static String version() {
    return Build.VERSION;
  }

  /** The port it listens on. */
  public int port() {
    return Objects.requireNonNull(context.getWebServer()).getPort();
  }

  /** Where uploads lie while they arrive. */
  Path temporaryFolder() {
    var servletContext = Objects.requireNonNull(context.getServletContext());
    Object folder = servletContext.getAttribute(ServletContext.TEMPDIR);
    return ((File) Objects.requireNonNull(folder)).toPath();
  }

  /** Stops listening, gives running requests a few seconds, and ends. */
  @Override
  public void close() {
    context.close();
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new CannotListen(
          "LINCE_HOST is %s, which no name service knows; give an address of this machine, 127.0.0.1 for this machine alone or 0.0.0.0 for all."
              .formatted(host),
          e);
    }
  }

  /** Asked before anything is started, so that Tomcat need not fail loudly. */
  private static void refuseTakenPort(HttpSettings settings, InetAddress address) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, settings.port()), 1);
    } catch (IOException e) {
      throw cannotListen(settings, e);
    }
  }

  private static RuntimeException asCannotListen(HttpSettings settings, RuntimeException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException || cause instanceof BindException) {
        return cannotListen(settings, cause);
      }
    }
    return failed;
  }

  private static CannotListen cannotListen(HttpSettings settings, Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    if (reason.contains("Permission denied")) {
      return new CannotListen(
          "LINCE_PORT is %d, which this user may not open; take one above 1023."
              .formatted(settings.port()),
          cause);
    }
    if (reason.contains("assign requested address")) {
      return new CannotListen(
          "LINCE_HOST is %s, which is no address of this machine; take 127.0.0.1 for this machine alone or 0.0.0.0 for all."
              .formatted(settings.host()),
          cause);
    }
    return new CannotListen(
        "LINCE_PORT is %d, and another program listens there already on %s; end that one or take another port."
            .formatted(settings.port(), settings.host()),
        cause);
  }

  /** Neither system properties nor environment variables nor files: settings come in one way. */
  private static final class OwnEnvironment extends StandardServletEnvironment {
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      sources.addFirst(new MapPropertySource("lince", Map.of()));
    }
  }
}
