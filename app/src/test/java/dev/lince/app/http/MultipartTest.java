package dev.lince.app.http;

import static dev.lince.app.http.Album.JPEG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that strangers send: each is answered as the client's fault, and leaves nothing behind.
 */
class MultipartTest {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final String PICTURE =
      "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"";

  @RegisterExtension static final RunningServer server = new RunningServer();

  @Test
  void refusesMoreThanFiftyParts() {
    var form = new Multipart().file("file", "a.jpg", JPEG);
    IntStream.range(0, 50).forEach(i -> form.field("field" + i, "x"));

    assertThat(detail(post(form), 413)).contains("50 parts");
  }

  @Test
  void takesFiftyParts() {
    var form = new Multipart().file("file", "a.jpg", JPEG);
    IntStream.range(0, 49).forEach(i -> form.field("field" + i, "x"));

    assertThat(post(form).status()).isEqualTo(200);
  }

  @Test
  void refusesAPartWithAHeaderOfTenKilobytes() {
    String header = PICTURE + "\r\nX-Long: " + "x".repeat(10_000);

    post(new Multipart().part(header, JPEG)).problem(413);
  }

  @Test
  void refusesAFileNameOfFourThousandCharacters() {
    post(new Multipart().file("file", "a".repeat(4096), JPEG)).problem(413);
  }

  @Test
  void takesAFileNameOf255EncodedBytes() {
    assertThat(post(new Multipart().file("file", "%C3".repeat(255), JPEG)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "..", "a/../b.jpg", "..\\\\x", "a\u0000.jpg", "a\u0007.jpg"})
  void refusesAFileNameThatIsNone(String name) {
    post(new Multipart().file("file", name, JPEG)).problem(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "C:\\\\photos\\\\a.jpg", "photos/a.jpg", "a..b.jpg", ""})
  void doesNotMindOtherFileNames(String name) {
    assertThat(post(new Multipart().file("file", name, JPEG)).status()).isEqualTo(200);
  }

  @Test
  void refusesTwoPicturesInOneCall() {
    var form = new Multipart().file("file", "a.jpg", JPEG).file("file", "b.jpg", JPEG);

    assertThat(detail(post(form), 400)).contains("2 times");
  }

  @Test
  void asksForTheFieldByItsName() {
    post(new Multipart().file("image", "a.jpg", JPEG)).problem(422);
    post(new Multipart().file("../../file", "a.jpg", JPEG)).problem(422);
  }

  @Test
  void refusesAFormWithoutABoundary() {
    Answer answer = post("multipart/form-data", new Multipart().file("file", "a", JPEG).body());

    assertThat(detail(answer, 400)).contains("boundary");
  }

  @Test
  void findsNoFileInABodyThatIsNotWhatItSays() {
    String type = new Multipart().contentType();

    post(type, "no form at all".getBytes(StandardCharsets.UTF_8)).problem(422);
    post(type, new byte[0]).problem(422);
  }

  @Test
  void refusesABodyThatIsCutAnywhere() {
    byte[] body = new Multipart().file("file", "a.jpg", JPEG).body();
    String head = head("Content-Length: " + body.length);

    for (int length = 0; length < body.length - 4; length += 7) {
      server.raw(join(head, Arrays.copyOf(body, length))).problem(400);
    }
  }

  @Test
  void refusesAChunkThatIsNone() {
    String head = head("Transfer-Encoding: chunked");

    server.raw(head + "5\r\n------\r\nzz\r\n").problem(400);
    server.raw(head + "zz\r\n").problem(400);
    server.raw(head + "5\r\n--").problem(400);
  }

  @Test
  void takesABodyInChunks() {
    byte[] body = new Multipart().file("file", "a.jpg", JPEG).body();

    assertThat(server.raw(inChunks(body)).status()).isEqualTo(200);
  }

  @Test
  void takesAPictureOfTheLimitAndRefusesOneByteMore() {
    byte[] largest = Arrays.copyOf(JPEG, RunningServer.MAX_BYTES);
    byte[] tooLarge = Arrays.copyOf(JPEG, RunningServer.MAX_BYTES + 1);

    assertThat(server.search("/search-similar-images/", largest).status()).isEqualTo(200);
    assertThat(detail(server.search("/search-similar-images/", tooLarge), 413)).contains("100,000");
  }

  @Test
  void letsAClientThatSendsThirtyMegabytesSeeTheAnswer() {
    byte[] far = Arrays.copyOf(JPEG, 30 << 20);

    server.search("/search-similar-images/", far).problem(413);

    server.raw(inChunks(new Multipart().file("file", "a.jpg", far).body())).problem(413);
  }

  @Test
  void stopsReadingABodyThatDoesNotEnd() throws Exception {
    byte[] part = new Multipart().part(PICTURE, new byte[0]).body();
    byte[] start = Arrays.copyOf(part, part.length - Multipart.BOUNDARY.length() - 8);
    byte[] chunk = join("10000\r\n", join(new byte[0x10000], CRLF));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) RunningServer.GUARD.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(join(head("Transfer-Encoding: chunked"), chunked(start)));
      Thread sender = Thread.ofVirtual().start(() -> sendUntilRefused(out, chunk));

      byte[] answer = new byte[16];
      int read = socket.getInputStream().readNBytes(answer, 0, answer.length);

      assertThat(new String(answer, 0, read, StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 413");
      assertThat(sender.join(RunningServer.GUARD)).as("the server hung up").isTrue();
    }
  }

  private static void sendUntilRefused(OutputStream out, byte[] chunk) {
    try {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException refused) {
      // What the test waits for.
    }
  }

  @Test
  void leavesNoTemporaryFile() {
    var onDisk = new AtomicInteger();
    server.album().duringSearch = () -> onDisk.set(server.uploads().size());
    byte[] whole = new Multipart().file("file", "a.jpg", Arrays.copyOf(JPEG, 90_000)).body();
    byte[] tooLarge = new Multipart().file("file", "a.jpg", Arrays.copyOf(JPEG, 900_000)).body();

    assertThat(server.raw(inChunks(whole)).status()).isEqualTo(200);
    server.raw(inChunks(tooLarge)).problem(413);
    server
        .raw(join(head("Content-Length: " + whole.length), Arrays.copyOf(whole, 80_000)))
        .problem(400);

    assertThat(onDisk).hasValue(1);
    assertThat(server.uploads()).isEmpty();
  }

  private static Answer post(Multipart form) {
    return post(form.contentType(), form.body());
  }

  private static Answer post(String contentType, byte[] body) {
    return server.send(
        server
            .request("/search-similar-images/")
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static String detail(Answer answer, int status) {
    return answer.problem(status).get("detail").stringValue();
  }

  private static String head(String header) {
    return "POST /search-similar-images/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\n%s\r\n\r\n"
        .formatted(new Multipart().contentType(), header);
  }

  private static byte[] inChunks(byte[] body) {
    byte[] end = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    return join(head("Transfer-Encoding: chunked"), join(chunked(body), end));
  }

  private static byte[] chunked(byte[] bytes) {
    return join(Integer.toHexString(bytes.length) + "\r\n", join(bytes, CRLF));
  }

  private static byte[] join(String first, byte[] second) {
    return join(first.getBytes(StandardCharsets.ISO_8859_1), second);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
