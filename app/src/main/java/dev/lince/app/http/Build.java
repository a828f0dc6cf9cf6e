package dev.lince.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build wrote down: this program's version, and the folders of the scripts it brings. */
final class Build {
  private static final Properties WRITTEN = read();

  static final String VERSION = of("version");
  static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/" + of("swagger-ui");
  static final String REDOC = "/META-INF/resources/webjars/redoc/" + of("redoc");

  private Build() {}

  private static String of(String name) {
    return Objects.requireNonNull(WRITTEN.getProperty(name), name);
  }

  private static Properties read() {
    var properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      properties.load(Objects.requireNonNull(in));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
