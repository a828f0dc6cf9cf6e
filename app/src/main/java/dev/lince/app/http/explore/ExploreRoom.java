package dev.lince.app.http.explore;

import dev.lince.app.http.Room;
import dev.lince.app.http.images.LibraryAccess;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The calls that show what there is. */
@Configuration(proxyBeanMethods = false)
public class ExploreRoom implements WebMvcConfigurer {
  private final Writes writes;

  ExploreRoom(Writes writes) {
    this.writes = writes;
  }

  /** The room of this library. */
  public static Room of(LibraryAccess access) {
    Writes writes = new Writes();
    return new Room(
        List.of(ExploreRoom.class, ExploreController.class, FailuresController.class),
        Map.of("writes", writes, "explored", new Explored(access, writes)));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(writes).addPathPatterns(Writes.PATHS);
  }
}
