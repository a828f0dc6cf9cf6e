package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way: a connection that breaks is taken up where it broke, as is what an earlier
 * process has left, and the content must have the pinned size and hash. What cannot become the file
 * is deleted when this is closed, and what can stays. Used once, by one thread.
 */
final class HubDownload implements AutoCloseable {
  /** Less than this between two breaks is no reason to ask again at once. */
  private static final long WORTHWHILE_BYTES = 64 << 10;

  private final HubClient client;
  private final PinnedModel.File file;
  private final Path to;
  private final Duration stallTimeout;
  private final HubPatience patience;
  private final LongConsumer progress;
  private final FileChannel content;
  private long done;
  private boolean isInherited;
  private boolean isWorthless;
  private @Nullable String etag;

  HubDownload(
      HubClient client,
      PinnedModel.File file,
      Path to,
      Duration stallTimeout,
      HubPatience patience,
      LongConsumer progress)
      throws IOException {
    this.client = client;
    this.file = file;
    this.to = to;
    this.stallTimeout = stallTimeout;
    this.patience = patience;
    this.progress = progress;
    try {
      this.content =
          FileChannel.open(
              to, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Fetches the whole file and returns the hub's name for its content. */
  String run() throws IOException, InterruptedException {
    inherit();
    fetchAll();
    String hash = hash();
    if (isInherited && !hash.equals(file.sha256())) {
      restart();
      fetchAll();
      hash = hash();
    }
    if (!hash.equals(file.sha256())) {
      throw broken(
          "The hub sent a %s with the SHA-256 %s, not %s; it was thrown away."
              .formatted(file.path(), hash, file.sha256()));
    }
    return etag == null ? file.sha256() : etag;
  }

  private void inherit() throws IOException {
    if (content.size() > file.bytes()) {
      restart();
    }
    done = content.size();
    content.position(done);
    isInherited = done > 0;
    progress.accept(done);
  }

  /** Of what the disk has, and not of what came: an earlier process wrote some of it. */
  private String hash() throws IOException {
    try {
      content.force(true);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw unwritable(e);
    }
    MessageDigest digest = FileHash.sha256();
    ByteBuffer chunk = ByteBuffer.allocate(1 << 18);
    content.position(0);
    while (content.read(chunk.clear()) >= 0) {
      digest.update(chunk.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void fetchAll() throws IOException, InterruptedException {
    for (int vain = 0; done < file.bytes(); ) {
      long before = done;
      try {
        fetchRest();
      } catch (ClosedByInterruptException | Unwritable e) {
        throw e;
      } catch (IOException e) {
        vain = done > before ? 0 : vain + 1;
        if (vain >= (done > 0 ? patience.vainTriesMidway() : patience.vainTries())) {
          throw e;
        }
        if (done - before < WORTHWHILE_BYTES) {
          Thread.sleep(pause(e, Math.max(1, vain)));
        }
      }
    }
  }

  private Duration pause(IOException failure, int vain) {
    Duration asked = failure instanceof HubBusy busy ? busy.retryAfter() : null;
    if (asked == null) {
      return patience.pauseAfter(vain);
    }
    if (asked.compareTo(patience.longestWait()) > 0) {
      throw new ModelUnavailable(
          "The model cannot be fetched: %s and asks to be left alone for %d seconds."
              .formatted(failure.getMessage(), asked.toSeconds()),
          failure);
    }
    return asked;
  }

  private void fetchRest() throws IOException, InterruptedException {
    HubClient.Answer answer = client.get(file, done);
    try (TimedBody body = answer.body()) {
      if (answer.status() == 416) {
        restart();
        throw new IOException("the hub does not take the download up again");
      }
      HubVerdict.requireContent(answer, file);
      if (answer.status() == 206) {
        requireRest(answer);
      } else if (done > 0) {
        restart();
      }
      etag = answer.etag() == null ? etag : answer.etag();
      take(body);
      requireWhole(answer);
    }
  }

  private void requireRest(HubClient.Answer answer) throws IOException {
    String range = answer.headers().firstValue("Content-Range").orElse("");
    if (!range.startsWith("bytes " + done + "-")) {
      restart();
      throw new IOException("the hub sent another part of the file than it was asked for");
    }
  }

  private void restart() throws IOException {
    content.truncate(0);
    content.position(0);
    done = 0;
    isInherited = false;
  }

  private void take(TimedBody body) throws IOException, InterruptedException {
    for (var pieces = body.next(stallTimeout); !pieces.isEmpty(); ) {
      for (ByteBuffer piece : pieces) {
        write(piece);
      }
      progress.accept(done);
      pieces = body.next(stallTimeout);
    }
  }

  private void requireWhole(HubClient.Answer answer) throws IOException {
    if (done == file.bytes()) {
      return;
    }
    long announced = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (answer.status() == 200 && announced == done) {
      throw broken(
          "The hub sent a %s of %d bytes, where the model's has %d; it was thrown away."
              .formatted(file.path(), done, file.bytes()));
    }
    throw new IOException(
        "the hub sent %d of the %d bytes of %s".formatted(done, file.bytes(), file.path()));
  }

  private void write(ByteBuffer piece) throws IOException {
    if (done + piece.remaining() > file.bytes()) {
      throw broken(
          "The hub sent more than the %d bytes that %s must have; it was thrown away."
              .formatted(file.bytes(), file.path()));
    }
    int length = piece.remaining();
    try {
      while (piece.hasRemaining()) {
        content.write(piece);
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw unwritable(e);
    }
    done += length;
  }

  private ModelBroken broken(String sentence) {
    isWorthless = true;
    return new ModelBroken(sentence, null);
  }

  /** Whether the disk is full is asked now, since what is here will be deleted. */
  private Unwritable unwritable(IOException reason) {
    isWorthless = true;
    return new Unwritable(reason, HubCache.isFull(to));
  }

  @Override
  public void close() throws IOException {
    content.close();
    if (isWorthless || to.toFile().length() == 0) {
      Files.deleteIfExists(to);
    }
  }

  /** The file on this machine could not be written. */
  static final class Unwritable extends IOException {
    private static final long serialVersionUID = 1;

    private final IOException reason;
    private final boolean diskIsFull;

    Unwritable(IOException reason, boolean diskIsFull) {
      super(reason);
      this.reason = reason;
      this.diskIsFull = diskIsFull;
    }

    IOException reason() {
      return reason;
    }

    boolean diskIsFull() {
      return diskIsFull;
    }
  }
}
