package dev.lince.app.http.keys;

import dev.lince.app.http.Access;
import dev.lince.app.http.Problem;
import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KnownKey;
import dev.lince.app.keys.Right;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who may do what a request wants; see the package. */
final class KeyGuard extends OncePerRequestFilter {
  private static final String BEARER = "Bearer";
  private static final String WHERE_KEYS_COME_FROM = whereKeysComeFrom(Wanted.READ);

  private final AccessKeys keys;
  private final Sessions sessions;
  private final boolean required;

  KeyGuard(AccessKeys keys, Sessions sessions, boolean required) {
    this.keys = keys;
    this.sessions = sessions;
    this.required = required;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Problem problem = examine(request);
    if (problem == null) {
      chain.doFilter(request, response);
    } else {
      problem.send(request, response);
    }
  }

  /** What is wrong; null where the request may go on, with its {@link Access}. */
  private @Nullable Problem examine(HttpServletRequest request) {
    if (KeyInAddress.in(request.getQueryString(), keys)) {
      return unauthorized(
              "Keys do not belong into addresses, which are kept in logs and histories: revoke this one with `lince keys revoke NAME`. "
                  + WHERE_KEYS_COME_FROM)
          .as("key_in_url");
    }
    List<String> brought = brought(request);
    Optional<KnownKey> key = Optional.empty();
    for (String secret : brought) {
      key = keys.find(secret);
      if (key.isEmpty()) {
        return unauthorized(
                "This key is not known; it may have been revoked. " + WHERE_KEYS_COME_FROM)
            .as("wrong_key");
      }
    }
    Access access =
        key.map(known -> by(known, Access.How.KEY))
            .or(() -> sessions.find(request).map(known -> by(known, Access.How.COOKIE)))
            .orElseGet(() -> without(request));
    access.putOn(request);
    return judge(Wanted.by(request), access);
  }

  private static @Nullable Problem judge(Wanted wanted, Access access) {
    boolean allowed =
        switch (wanted) {
          case NOTHING -> true;
          case READ -> access.mayRead();
          case WRITE -> access.mayWrite();
        };
    if (allowed) {
      return null;
    }
    return switch (access.how()) {
      case KEY, COOKIE ->
          Problem.of(
                  403,
                  "This key may only read; `lince keys add NAME --write` makes one that may write.")
              .as("not_allowed");
      case LOOPBACK, OPEN ->
          unauthorized("This needs a key. " + whereKeysComeFrom(wanted)).as("no_key");
    };
  }

  private static String whereKeysComeFrom(Wanted wanted) {
    return "`lince keys add NAME%s` makes one; send it as `Authorization: Bearer KEY` or `X-API-Key: KEY`."
        .formatted(wanted == Wanted.WRITE ? " --write" : "");
  }

  private Access without(HttpServletRequest request) {
    return !required && Nearby.is(request)
        ? new Access(true, true, Access.How.LOOPBACK)
        : new Access(!required, false, Access.How.OPEN);
  }

  private static Access by(KnownKey key, Access.How how) {
    return new Access(true, key.right() == Right.WRITE, how);
  }

  private static Problem unauthorized(String sentence) {
    return Problem.of(401, sentence).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"lince\"");
  }

  /** The keys in headers. Other schemes than Bearer are a proxy's own. */
  private static List<String> brought(HttpServletRequest request) {
    List<String> brought = new ArrayList<>(Collections.list(request.getHeaders("X-API-Key")));
    for (String header : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
      bearer(header).ifPresent(brought::add);
    }
    return brought;
  }

  static Optional<String> bearer(String header) {
    String text = header.strip();
    boolean is = text.regionMatches(true, 0, BEARER, 0, BEARER.length());
    String rest = is ? text.substring(BEARER.length()) : "";
    return is && (rest.isEmpty() || Character.isWhitespace(rest.charAt(0)))
        ? Optional.of(rest.strip())
        : Optional.empty();
  }
}
