package dev.lince.app.http;

import jakarta.servlet.MultipartConfigElement;
import java.time.Duration;
import java.util.List;
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
  HealthController.class,
  MetricsController.class,
  SimilarImagesController.class,
  StaticController.class,
  StatusController.class,
  TextSearchController.class,
  DocsController.class
})
class HttpConfiguration implements WebMvcConfigurer {
  private static final Duration STOP = Duration.ofSeconds(3);

  /** Parts of an upload above this size lie in a temporary file while they arrive. */
  private static final int PART_IN_MEMORY = 32 << 10;

  /** Room for what surrounds the picture in a multipart body. */
  private static final long OTHER_PARTS = 1 << 20;

  @Bean
  DispatcherServlet dispatcherServlet(WebApplicationContext context) {
    return new DispatcherServlet(context);
  }

  @Bean
  ServletRegistrationBean<DispatcherServlet> dispatcher(
      DispatcherServlet servlet, HttpSettings settings) {
    var registration = new ServletRegistrationBean<>(servlet, "/");
    registration.setLoadOnStartup(1);
    registration.setMultipartConfig(
        new MultipartConfigElement(
            "", settings.maxBytes(), settings.maxBytes() + OTHER_PARTS, PART_IN_MEMORY));
    return registration;
  }

  @Bean
  FilterRegistrationBean<SafeHeaders> safeHeaders() {
    var registration = new FilterRegistrationBean<>(new SafeHeaders());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  FilterRegistrationBean<OriginGuard> originGuard(HttpSettings settings) {
    var registration = new FilterRegistrationBean<>(new OriginGuard(settings.allowedOrigins()));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  @Bean
  Nowhere nowhere() {
    return new Nowhere();
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
