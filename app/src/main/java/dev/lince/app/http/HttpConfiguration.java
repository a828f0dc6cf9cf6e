package dev.lince.app.http;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What Spring Web MVC is made of here: named one by one, so that a start does nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@Import({
  EventsController.class,
  HealthController.class,
  MetricsController.class,
  SimilarImagesController.class,
  StaticController.class,
  StatusController.class,
  DocsController.class
})
class HttpConfiguration implements WebMvcConfigurer {
  private static final Duration STOP = Duration.ofSeconds(3);

  @Bean
  DispatcherServlet dispatcherServlet(WebApplicationContext context) {
    return new DispatcherServlet(context);
  }

  @Bean
  ServletRegistrationBean<DispatcherServlet> dispatcher(DispatcherServlet servlet) {
    var registration = new ServletRegistrationBean<>(servlet, "/");
    registration.setLoadOnStartup(1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<FinishedAnswers> finishedAnswers() {
    var registration = new FilterRegistrationBean<>(new FinishedAnswers());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  FilterRegistrationBean<SafeHeaders> safeHeaders() {
    var registration = new FilterRegistrationBean<>(new SafeHeaders());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<HostGuard> hostGuard(HttpSettings settings, InetAddress address) {
    var registration = new FilterRegistrationBean<>(new HostGuard(settings, address));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
    return registration;
  }

  @Bean
  FilterRegistrationBean<OriginGuard> originGuard(HttpSettings settings) {
    var registration = new FilterRegistrationBean<>(new OriginGuard(settings.allowedOrigins()));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
    return registration;
  }

  @Bean
  Nowhere nowhere() {
    return new Nowhere();
  }

  @Bean
  Uploads uploads(HttpSettings settings, ServletContext servletContext) {
    return new Uploads(
        settings.maxBytes(),
        new UploadSpace(settings.limits().uploadBytes()),
        (File) Objects.requireNonNull(servletContext.getAttribute(ServletContext.TEMPDIR)));
  }

  @Bean
  UploadBudget uploadBudget(HttpSettings settings) {
    return UploadBudget.of(settings.maxBytes(), Runtime.getRuntime().maxMemory());
  }

  @Bean
  DefaultLifecycleProcessor lifecycleProcessor() {
    var processor = new DefaultLifecycleProcessor();
    processor.setTimeoutPerShutdownPhase(STOP.toMillis());
    return processor;
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder
        .disableDefaults()
        .addCustomConverter(new ByteArrayHttpMessageConverter())
        .withJsonConverter(new JacksonJsonHttpMessageConverter(Json.MAPPER));
  }

  /** The Python backend never looked at Accept, so clients may say anything there. */
  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    configurer.strategies(List.of(_ -> ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST));
  }

  @Override
  public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(new ProblemResolver());
  }
}
