package dev.lince.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.fileupload.FileItem;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.apache.tomcat.util.http.fileupload.disk.DiskFileItemFactory;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads multipart bodies (RFC 7578) with the one picture in them, and says what is wrong with a
 * body. Tomcat's parser is called from here, and not by the servlet's {@code getParts}, so that the
 * bytes of all bodies under way can be counted. Safe for use by several threads.
 */
public final class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final int PARTS = 50;

  /** Of a body with many files: these, and what is said about them. */
  private static final int PARTS_OF_MANY = 110;

  private static final int FILES_OF_MANY = 100;

  /** File names of 255 bytes arrive percent-encoded from some clients. */
  private static final int PART_HEADER_BYTES = 2 << 10;

  /** Parts above this size lie in a temporary file while they arrive. */
  private static final int PART_IN_MEMORY = 32 << 10;

  /** Room for what surrounds the picture in its body. */
  private static final long OTHER_PARTS = 1 << 20;

  private static final Pattern SUSPECT_NAME =
      Pattern.compile("\\p{Cntrl}|(^|[/\\\\])\\.\\.([/\\\\]|$)");

  private static final String MALFORMED =
      "The body is not well-formed multipart/form-data, or its boundary is missing.";

  private final long maxBytes;
  private final UploadSpace space;
  private final FileUpload parser;
  private final FileUpload parserOfMany;
  private final File folder;

  Uploads(long maxBytes, UploadSpace space, File temporaryFolder) {
    this.maxBytes = maxBytes;
    this.space = space;
    folder = temporaryFolder;
    parser = parser(PARTS, maxBytes + OTHER_PARTS);
    parserOfMany = parser(PARTS_OF_MANY, FILES_OF_MANY * maxBytes + OTHER_PARTS);
  }

  private FileUpload parser(int parts, long bodyBytes) {
    FileUpload made = new FileUpload();
    made.setFileItemFactory(new DiskFileItemFactory(PART_IN_MEMORY, folder));
    made.setFileCountMax(parts);
    made.setPartHeaderSizeMax(PART_HEADER_BYTES);
    made.setFileSizeMax(maxBytes);
    made.setSizeMax(bodyBytes);
    made.setHeaderEncoding(StandardCharsets.UTF_8.name());
    return made;
  }

  /**
   * Reads the whole body, and finds the part called {@code field} in it; without one where the body
   * is not multipart or has none.
   *
   * @throws Refused where the body is broken or too large
   */
  Upload read(HttpServletRequest request, String field) {
    return read(parser, request, parts -> picture(parts, field));
  }

  /**
   * Reads the whole body with all its parts.
   *
   * @throws Refused where the body is broken or too large, or two files have one name
   */
  public Upload readAll(HttpServletRequest request) {
    return read(
        parser,
        request,
        parts -> {
          parts.stream()
              .filter(part -> !part.isFormField())
              .forEach(part -> picture(parts, part.getFieldName()));
          return Optional.empty();
        });
  }

  /**
   * Reads the whole body with many files, each as large as one may be, and of one name if need be.
   *
   * @throws Refused where the body is broken or too large
   */
  public Upload readMany(HttpServletRequest request) {
    return read(
        parserOfMany,
        request,
        parts -> {
          parts.stream().filter(part -> !part.isFormField()).forEach(Uploads::refuseSuspectName);
          return Optional.empty();
        });
  }

  private Upload read(
      FileUpload how,
      HttpServletRequest request,
      Function<List<FileItem>, Optional<FileItem>> picture) {
    UploadSpace.Share share = space.open();
    if (!isMultipart(request)) {
      return new Upload(List.of(), Optional.empty(), share);
    }
    List<FileItem> parts = List.of();
    boolean whole = false;
    try {
      parts = parts(how, request, share);
      Upload upload = new Upload(parts, picture.apply(parts), share);
      whole = true;
      return upload;
    } finally {
      if (!whole) {
        new Upload(parts, Optional.empty(), share).close();
      }
    }
  }

  /** Whether the body says that it is of this form. */
  public static boolean isMultipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).strip().startsWith("multipart/form-data");
  }

  private List<FileItem> parts(
      FileUpload how, HttpServletRequest request, UploadSpace.Share share) {
    try {
      return how.parseRequest(new Body(request, share));
    } catch (FileUploadException | InvalidFileNameException e) {
      throw refusal(e);
    }
  }

  private static Optional<FileItem> picture(List<FileItem> parts, String field) {
    List<FileItem> named =
        parts.stream().filter(part -> field.equals(part.getFieldName())).toList();
    if (named.size() > 1) {
      throw new Refused(
          400,
          "The field %s came %d times; send one picture a call.".formatted(field, named.size()));
    }
    named.forEach(Uploads::refuseSuspectName);
    return named.stream().findFirst();
  }

  private static void refuseSuspectName(FileItem part) {
    if (isSuspect(part)) {
      throw new Refused(400, "The file name of the picture is not one; send the bare name.");
    }
  }

  private static boolean isSuspect(FileItem part) {
    try {
      String name = part.getName();
      return name != null && SUSPECT_NAME.matcher(name).find();
    } catch (InvalidFileNameException nul) {
      return true;
    }
  }

  /** Tomcat wraps what went wrong several times over; the first cause that is plain decides. */
  private RuntimeException refusal(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<Refused> refused = refusalOf(cause);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    if (isOurDisk(thrown)) {
      log.warn("A picture that was sent could not be put into {}: {}", folder, reason(thrown));
      return new Refused(
          Problems.later(
              "The picture could not be kept while it arrived: the disk for temporary files of this server is full or takes no changes.",
              SOON));
    }
    return new IllegalStateException("An upload could not be read.", thrown);
  }

  /** What fails beside the reading of a body is the writing of its parts. */
  private static boolean isOurDisk(Throwable thrown) {
    boolean upload = false;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClientAbortException) {
        return false;
      }
      upload |= cause instanceof IOFileUploadException;
    }
    return upload;
  }

  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  private Optional<Refused> refusalOf(Throwable cause) {
    return switch (cause) {
      case FileCountLimitExceededException many ->
          refused(413, "The body has more than %d parts; send fewer.".formatted(many.getLimit()));
      case SizeException _ ->
          refused(
              413,
              "The body is too large; a picture may have %,d bytes, and a part's header %,d."
                  .formatted(maxBytes, PART_HEADER_BYTES));
      case SocketTimeoutException _ -> refused(408, "The body took too long to arrive.");
      case MultipartStream.MalformedStreamException _,
          MultipartStream.IllegalBoundaryException _,
          InvalidFileNameException _ ->
          refused(400, MALFORMED);
      case EOFException _ -> refused(400, "The body ends before it is complete.");
      case BadRequestException _ when cause.getCause() == null -> refused(400, MALFORMED);
      case IOFileUploadException _ -> Optional.empty();
      case FileUploadException _ when cause.getCause() == null -> refused(400, MALFORMED);
      default -> Optional.empty();
    };
  }

  private static Optional<Refused> refused(int status, String sentence) {
    return Optional.of(new Refused(status, sentence));
  }

  /** What Tomcat's parser asks of a request. */
  private record Body(HttpServletRequest request, UploadSpace.Share share)
      implements UploadContext {
    @Override
    public @Nullable String getCharacterEncoding() {
      return request.getCharacterEncoding();
    }

    @Override
    public @Nullable String getContentType() {
      return request.getContentType();
    }

    @Override
    public long contentLength() {
      return request.getContentLengthLong();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new MeteredBody(request.getInputStream(), share, System::nanoTime);
    }
  }
}
