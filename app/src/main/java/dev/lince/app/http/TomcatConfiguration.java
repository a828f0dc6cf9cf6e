package dev.lince.app.http;

import dev.lince.app.observe.Observers;
import java.net.InetAddress;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tomcat's limits and how it refuses. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {
  /** An idle or silent connection ends after this; Tomcat counts anew with every read. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** What is left of a refused body is read away up to here, so that the client sees the answer. */
  private static final int SWALLOWED_BYTES = 64 << 20;

  /**
   * Connections that the system keeps until they are accepted. One more is not refused but passed
   * over, and its client tries again only after a second.
   */
  private static final int BACKLOG = 1024;

  /** Of the request line and all headers. */
  private static final int HEADER_BYTES = 8 << 10;

  @Bean
  TomcatServletWebServerFactory tomcat(
      HttpSettings settings, InetAddress address, Observers observers) {
    var factory = new TomcatServletWebServerFactory(settings.port());
    factory.setAddress(address);
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.setRegisterDefaultServlet(false);
    factory.setProtocol(BoundedHttpProtocol.class.getName());
    factory.addConnectorCustomizers(connector -> limit(connector, settings.limits()));
    factory.addContextCustomizers(
        context -> {
          var host = (StandardHost) context.getParent();
          host.getPipeline().addValve(new ExchangeValve(observers));
          host.getPipeline().addValve(new ProblemValve());
          host.setErrorReportValveClass(ProblemValve.class.getName());
        });
    return factory;
  }

  private static void limit(Connector connector, HttpLimits limits) {
    var http = (BoundedHttpProtocol) connector.getProtocolHandler();
    http.setExecutor(new VirtualThreadExecutor("http-"));
    http.setConnectionTimeout((int) SILENCE.toMillis());
    http.setKeepAliveTimeout((int) SILENCE.toMillis());
    http.setMaxHttpRequestHeaderSize(HEADER_BYTES);
    http.setMaxSwallowSize(SWALLOWED_BYTES);
    http.setMaxConnections(limits.connections());
    http.setAcceptCount(BACKLOG);
    http.setConnectionsPerAddress(limits.connectionsPerAddress());
  }
}
