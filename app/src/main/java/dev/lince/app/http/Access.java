package dev.lince.app.http;

import jakarta.servlet.ServletRequest;
import java.util.Locale;
import java.util.Objects;

/**
 * What the sender of a request may do. Immutable.
 *
 * @param mayRead search, and fetch pictures
 * @param mayWrite change the library, and read what tells of the machine
 * @param how it came to that
 */
public record Access(boolean mayRead, boolean mayWrite, How how) {
  private static final String ATTRIBUTE = Access.class.getName();
  private static final Access UNGUARDED = new Access(true, false, How.OPEN);

  /** What lets a request in. */
  public enum How {
    /** It comes from this machine. */
    LOOPBACK,
    /** It has a key. */
    KEY,
    /** It has the cookie that a key was traded for. */
    COOKIE,
    /** Nothing. */
    OPEN;

    /** As the API writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** That of this request; where nobody guards the door, everyone may read and nobody write. */
  public static Access of(ServletRequest request) {
    return Objects.requireNonNullElse((Access) request.getAttribute(ATTRIBUTE), UNGUARDED);
  }

  /** Stays with the request from now on. */
  public void putOn(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
