package dev.lince.app.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;

/** Finds the one picture in a multipart body (RFC 7578), and says what is wrong with the body. */
final class Upload {
  private static final Pattern SUSPECT_NAME =
      Pattern.compile("\\p{Cntrl}|(^|[/\\\\])\\.\\.([/\\\\]|$)");

  private static final String MALFORMED =
      "The body is not well-formed multipart/form-data, or its boundary is missing.";

  private Upload() {}

  /**
   * Returns the part called {@code field}; empty where the body is not multipart or has none.
   *
   * @throws Refused where the body is broken or too large
   */
  static Optional<Part> part(HttpServletRequest request, String field, long maxBytes) {
    if (!isMultipart(request)) {
      return Optional.empty();
    }
    List<Part> named =
        parts(request, maxBytes).stream().filter(part -> part.getName().equals(field)).toList();
    if (named.size() > 1) {
      throw new Refused(
          400,
          "The field %s came %d times; send one picture a call.".formatted(field, named.size()));
    }
    named.forEach(Upload::refuseSuspectName);
    return named.stream().findFirst();
  }

  private static boolean isMultipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).strip().startsWith("multipart/form-data");
  }

  private static Collection<Part> parts(HttpServletRequest request, long maxBytes) {
    try {
      return request.getParts();
    } catch (IOException | ServletException | IllegalStateException | InvalidFileNameException e) {
      throw refusal(e, maxBytes);
    }
  }

  /** Tomcat wraps what went wrong several times over; the first cause that is plain decides. */
  private static RuntimeException refusal(Exception thrown, long maxBytes) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<Refused> refused = refusalOf(cause, maxBytes);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return new IllegalStateException("An upload could not be read.", thrown);
  }

  private static Optional<Refused> refusalOf(Throwable cause, long maxBytes) {
    return switch (cause) {
      case FileCountLimitExceededException _ ->
          refused(413, "The body has more than 50 parts; send the picture alone.");
      case SizeException _ ->
          refused(
              413,
              "The body is too large; a picture may have %,d bytes, and a part's header 2,048."
                  .formatted(maxBytes));
      case IllegalStateException _ when cause.getCause() == null ->
          refused(413, "The fields beside the picture are too large; send the picture alone.");
      case SocketTimeoutException _ -> refused(408, "The body took too long to arrive.");
      case MultipartStream.MalformedStreamException _,
          MultipartStream.IllegalBoundaryException _,
          InvalidFileNameException _ ->
          refused(400, MALFORMED);
      case EOFException _ -> refused(400, "The body ends before it is complete.");
      case BadRequestException _ when cause.getCause() == null -> refused(400, MALFORMED);
      case IOFileUploadException _ -> Optional.empty();
      case FileUploadException _ -> refused(400, MALFORMED);
      default -> Optional.empty();
    };
  }

  private static Optional<Refused> refused(int status, String sentence) {
    return Optional.of(new Refused(status, sentence));
  }

  private static void refuseSuspectName(Part part) {
    String name = part.getSubmittedFileName();
    if (name != null && SUSPECT_NAME.matcher(name).find()) {
      throw new Refused(400, "The file name of the picture is not one; send the bare name.");
    }
  }
}
