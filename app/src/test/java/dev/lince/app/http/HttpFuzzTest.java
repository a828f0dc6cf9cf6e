package dev.lince.app.http;

import dev.lince.fuzz.Jazzer;
import dev.lince.fuzz.KeptInputs;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Check 18 of docs/security.md: what reads addresses, ranges, multipart names and whole requests.
 */
class HttpFuzzTest {
  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void takesEveryInputThatIsKept(HttpFuzz.Target target) throws Exception {
    KeptInputs.replay(target);
  }

  @Tag("fuzz")
  @ParameterizedTest
  @EnumSource
  void takesWhateverJazzerFinds(HttpFuzz.Target target) throws Exception {
    Jazzer.run(
        HttpFuzz.class,
        target,
        "dev.lince.app.http.**:org.apache.tomcat.util.http.fileupload.**:org.apache.coyote.http11.**");
  }
}
