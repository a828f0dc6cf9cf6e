package dev.lince.app.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/** Gives what Tomcat refuses by itself the same form as all other errors, in place of HTML. */
final class ProblemValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    var writable = new AtomicBoolean(false);
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
    if (!writable.get()) {
      return;
    }
    // With every other status, what was thrown is how Tomcat tells why it refused the request.
    Problem problem =
        thrown == null || status != 500 ? Problems.ofStatus(status) : Problems.of(thrown);
    try {
      SafeHeaders.addTo(response);
      Exchange.find(request).ifPresent(exchange -> exchange.nameIn(response));
      problem.send(request, response);
    } catch (IOException gone) {
      // Whom the answer was for has hung up.
    }
  }
}
