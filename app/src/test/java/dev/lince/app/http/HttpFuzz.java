package dev.lince.app.http;

import dev.lince.app.http.search.SearchRoom;
import dev.lince.app.observe.Observers;
import dev.lince.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What reads a stranger's request, for Jazzer; multipart bodies through a server's real socket. */
public final class HttpFuzz {
  private static Target target = Target.QUERY;

  private HttpFuzz() {}

  /** Starts the server too, so that its start is not taken for a first input that hangs. */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    target = Target.valueOf(arguments[0]);
    target.take(new byte[0]);
  }

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    target.take(input);
  }

  enum Target implements FuzzTarget {
    QUERY {
      @Override
      public void take(byte[] input) {
        try {
          var query = new Query(text(input));
          int k = query.integer("k", 1, 1000, 10);
          double threshold = query.fraction("threshold", 0.2);
          require(k >= 1 && k <= 1000, "k");
          require(threshold >= 0 && threshold <= 1, "threshold");
        } catch (Refused refused) {
          require(refused.problem().status() == 400, "the status");
        }
      }
    },
    PERCENT {
      @Override
      public void take(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        require(
            Percent.decode(Percent.encodePath(text)).orElseThrow().equals(text), "the way back");
        Percent.decode(text(input));
      }
    },
    BYTE_RANGE {
      @Override
      public void take(byte[] input) {
        String header = text(input);
        if (ByteRange.isSingle(header)) {
          for (long length : new long[] {1, 1000, 1L << 40}) {
            ByteRange range = ByteRange.of(header, length);
            boolean inside =
                range.count() == 0
                    || (range.first() >= 0 && range.first() + range.count() <= length);
            require(inside, "the range");
          }
        }
      }
    },
    MULTIPART {
      @Override
      public void take(byte[] input) throws IOException {
        String head =
            "POST /search-similar-images/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: %d\r\n\r\n"
                .formatted(input.length);
        requireNoFailure(head, input);
      }
    },
    SEARCH {
      @Override
      public void take(byte[] input) throws IOException {
        String head =
            "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(input.length);
        requireNoFailure(head, input);
      }
    },
    REQUEST {
      @Override
      public void take(byte[] input) throws IOException {
        requireNoFailure("", input);
      }
    };

    @Override
    public abstract void take(byte[] input) throws IOException;
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("Something is wrong with %s.".formatted(what));
    }
  }

  private static void requireNoFailure(String head, byte[] rest) throws IOException {
    String answer = Served.answer(head, rest);
    boolean failed =
        answer.startsWith("HTTP/1.1 5")
            && !answer.startsWith("HTTP/1.1 501")
            && !answer.startsWith("HTTP/1.1 505");
    require(!failed, answer);
  }

  /** A server for as long as this process runs. */
  private static final class Served {
    private static final int PORT = start();

    private static int start() {
      try {
        Path folder = Files.createTempDirectory("lince-fuzz");
        folder.toFile().deleteOnExit();
        var album = new Album(folder);
        return WebServer.start(
                new HttpSettings("127.0.0.1", 0, List.of(RunningServer.ALLOWED), 0.2, 10_000),
                album,
                Observers.NONE,
                SearchRoom.of())
            .port();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String answer(String head, byte[] rest) throws IOException {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
        socket.setSoTimeout((int) RunningServer.GUARD.toMillis());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(rest);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (SocketException hungUp) {
        return "";
      }
    }
  }
}
