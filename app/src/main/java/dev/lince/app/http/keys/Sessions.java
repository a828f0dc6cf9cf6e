package dev.lince.app.http.keys;

import dev.lince.app.keys.AccessKeys;
import dev.lince.app.keys.KnownKey;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads what the cookie holds: {@code name.expiry.mac}, the MAC being HMAC-SHA256 (RFC
 * 2104) of name and expiry under the key's hash. Nothing is kept, so that a session outlives a
 * restart and ends with its key. Safe for use by several threads.
 */
final class Sessions {
  static final String COOKIE = "lince_session";
  static final Duration LIFE = Duration.ofDays(30);

  private static final String HMAC = "HmacSHA256";
  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z0-9_-]{1,64})\\.(\\d{1,12})\\.([A-Za-z0-9_-]{43})");

  private final AccessKeys keys;
  private final InstantSource clock;

  Sessions(AccessKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** What a cookie holds for this key, from now on for {@link #LIFE}. */
  String begin(KnownKey key) {
    long expiry = clock.instant().plus(LIFE).getEpochSecond();
    return "%s.%d.%s".formatted(key.name(), expiry, mac(key, expiry));
  }

  /** The key that the request's cookie was traded for; empty for every cookie that is not good. */
  Optional<KnownKey> find(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(COOKIE)) {
        Optional<KnownKey> key = find(cookie.getValue());
        if (key.isPresent()) {
          return key;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<KnownKey> find(String value) {
    var parts = PARTS.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String name = parts.group(1);
    long expiry = Long.parseLong(parts.group(2));
    byte[] mac = parts.group(3).getBytes(StandardCharsets.US_ASCII);
    KnownKey found = null;
    for (KnownKey key : keys.all()) {
      boolean same =
          MessageDigest.isEqual(mac(key, expiry).getBytes(StandardCharsets.US_ASCII), mac);
      if (same && key.name().equals(name)) {
        found = key;
      }
    }
    return clock.instant().getEpochSecond() < expiry
        ? Optional.ofNullable(found)
        : Optional.empty();
  }

  private static String mac(KnownKey key, long expiry) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.hashBytes(), HMAC));
      byte[] signed = (key.name() + "|" + expiry).getBytes(StandardCharsets.US_ASCII);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every Java has HMAC-SHA256.", e);
    }
  }
}
