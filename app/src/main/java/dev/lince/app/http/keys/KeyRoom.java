package dev.lince.app.http.keys;

import dev.lince.app.http.Room;
import dev.lince.app.keys.AccessKeys;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The guard and the trade of keys for cookies. */
@Configuration(proxyBeanMethods = false)
public class KeyRoom {
  /** Behind the guards of host and origin. */
  private static final int PLACE = Ordered.HIGHEST_PRECEDENCE + 4;

  /**
   * The room.
   *
   * @param required whether reading needs a key too, and loopback as well
   */
  public static Room of(AccessKeys keys, boolean required) {
    Sessions sessions = new Sessions(keys, InstantSource.system());
    return new Room(
        List.of(KeyRoom.class, SessionController.class),
        Map.of(
            "accessKeys",
            keys,
            "sessions",
            sessions,
            "keyGuard",
            new KeyGuard(keys, sessions, required)));
  }

  @Bean
  FilterRegistrationBean<KeyGuard> keyGuardRegistration(KeyGuard guard) {
    var registration = new FilterRegistrationBean<>(guard);
    registration.setOrder(PLACE);
    return registration;
  }
}
