package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells the content of a file from whatever else a hub, its storage or a proxy between may answer.
 * What may pass is an {@link IOException}, and what stays until somebody does something a {@link
 * ModelUnavailable}. A refusal of the storage may pass: the hub gives a fresh address at the next
 * try.
 */
final class HubVerdict {
  private HubVerdict() {}

  /** Returns if the answer carries bytes of {@code file}: the status is 200 or 206. */
  static void requireContent(HubClient.Answer answer, PinnedModel.File file) throws IOException {
    int status = answer.status();
    switch (status) {
      case 200, 206 -> requireBytes(answer, file);
      case 407 ->
          throw new ModelUnavailable(
              "The proxy asks for a name and a password (status 407); give them in HTTPS_PROXY as"
                  + " http://name:password@host:port.",
              null);
      case 408, 425, 429, 500, 502, 503, 504 ->
          throw new HubBusy(
              "%s answered with the status %d".formatted(answer.from(), status),
              retryAfter(answer.headers()));
      case 401, 403, 404, 410 -> throw refusal(answer, file);
      default ->
          throw new IOException("%s answered with the status %d".formatted(answer.from(), status));
    }
  }

  private static void requireBytes(HubClient.Answer answer, PinnedModel.File file) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw new ModelUnavailable(
          "What came for %s is not the model: it is a page (text/html), as a proxy or a login sends."
              .formatted(file.path()),
          null);
    }
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new ModelUnavailable(
          "What came for %s is packed (Content-Encoding %s), which nobody asked for; a proxy may"
                  .formatted(file.path(), printable(encoding))
              + " have done it.",
          null);
    }
  }

  private static IOException refusal(HubClient.Answer answer, PinnedModel.File file) {
    int status = answer.status();
    if (!answer.isOfHub()) {
      return new IOException(
          "%s refuses %s with the status %d, though the hub sent us there; a proxy or a filter between may be the reason"
              .formatted(answer.from(), file.path(), status));
    }
    if (status == 404 || status == 410) {
      throw new ModelUnavailable(
          "The hub has no %s (status %d).".formatted(file.path(), status), null);
    }
    String code = answer.headers().firstValue("X-Error-Code").map(HubVerdict::printable).orElse("");
    throw new ModelUnavailable(
        "The hub refuses %s%s with the status %d; a token may be needed in HF_TOKEN, or the one"
                .formatted(file.path(), code.isEmpty() ? "" : " (" + code + ")", status)
            + " there may be wrong.",
        null);
  }

  /** What {@code Retry-After} says, as seconds or as a date; null where it says nothing. */
  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Of what a stranger sent, so much as may stand in a log. */
  private static String printable(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9_-]", "");
    return plain.substring(0, Math.min(40, plain.length()));
  }
}
