package dev.lince.app.http;

import dev.lince.library.LibraryFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/** Sends a picture's file as it is, or the range of it that was asked for. */
public final class PictureAnswer {
  /** Even a picture that is also a page can do nothing in a browser. */
  public static final String SANDBOX =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

  private PictureAnswer() {}

  /**
   * Sends it.
   *
   * @throws Refused where it is gone, or the range lies outside
   */
  public static void send(
      LibraryFile picture, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (FileChannel file = FileChannel.open(picture.file(), StandardOpenOption.READ)) {
      answer(request, response, picture, file);
    } catch (NoSuchFileException e) {
      throw notFound();
    }
  }

  /** What is said of every picture that is not there, whatever else is. */
  public static Refused notFound() {
    return new Refused(404, "There is no such picture.");
  }

  private static void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      LibraryFile picture,
      FileChannel file)
      throws IOException {
    long length = file.size();
    long modified = picture.modified().toEpochMilli();
    String etag = "\"%x-%x\"".formatted(modified, length);
    response.setHeader("Content-Security-Policy", SANDBOX);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (new ServletWebRequest(request, response).checkNotModified(etag, modified)) {
      return;
    }
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    ByteRange range = range(request, response, etag, length);
    response.setContentType(picture.type().mediaType());
    response.setContentLengthLong(range.count());
    if (!request.getMethod().equals("HEAD")) {
      send(file, range, response);
    }
  }

  private static ByteRange range(
      HttpServletRequest request, HttpServletResponse response, String etag, long length) {
    String wanted = request.getHeader(HttpHeaders.RANGE);
    String condition = request.getHeader(HttpHeaders.IF_RANGE);
    boolean whole =
        wanted == null
            || !request.getMethod().equals("GET")
            || !ByteRange.isSingle(wanted)
            || (condition != null
                && !condition.equals(etag)
                && !condition.equals(response.getHeader(HttpHeaders.LAST_MODIFIED)));
    if (whole) {
      return new ByteRange(0, length);
    }
    ByteRange range = ByteRange.of(wanted, length);
    if (range.count() == 0) {
      throw new Refused(
          Problem.of(416, "The picture has %d bytes; the range lies outside.".formatted(length))
              .with(HttpHeaders.CONTENT_RANGE, "bytes */" + length));
    }
    response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
    response.setHeader(HttpHeaders.CONTENT_RANGE, range.contentRange(length));
    return range;
  }

  private static void send(FileChannel file, ByteRange range, HttpServletResponse response)
      throws IOException {
    var out = Channels.newChannel(response.getOutputStream());
    long at = range.first();
    long end = range.first() + range.count();
    while (at < end) {
      long sent = file.transferTo(at, end - at, out);
      if (sent <= 0) {
        throw new IOException("The picture became shorter while it was sent.");
      }
      at += sent;
    }
  }
}
