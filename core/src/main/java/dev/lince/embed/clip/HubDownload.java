package dev.lince.embed.clip;

import dev.lince.embed.EmbedException.ModelBroken;
import dev.lince.embed.EmbedException.ModelUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way: a connection that breaks is taken up where it broke, and the content must
 * have the pinned size and hash. Used once, by one thread.
 */
final class HubDownload implements AutoCloseable {
  private static final int MAX_VAIN_TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HubClient client;
  private final PinnedModel.File file;
  private final Duration stallTimeout;
  private final LongConsumer progress;
  private final FileChannel content;
  private final MessageDigest digest = FileHash.sha256();
  private long done;
  private @Nullable String etag;

  HubDownload(
      HubClient client,
      PinnedModel.File file,
      Path to,
      Duration stallTimeout,
      LongConsumer progress)
      throws IOException {
    this.client = client;
    this.file = file;
    this.stallTimeout = stallTimeout;
    this.progress = progress;
    this.content = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Fetches the whole file and returns the hub's name for its content. */
  String run() throws IOException, InterruptedException {
    for (int vain = 0; done < file.bytes(); ) {
      long before = done;
      try {
        fetchRest();
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        vain = done > before ? 0 : vain + 1;
        if (vain >= MAX_VAIN_TRIES) {
          throw e;
        }
        if (vain > 0) {
          Thread.sleep(PAUSE.multipliedBy(vain));
        }
      }
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    if (!hash.equals(file.sha256())) {
      throw new ModelBroken(
          "The hub sent a %s with the SHA-256 %s, not %s; it was thrown away."
              .formatted(file.path(), hash, file.sha256()),
          null);
    }
    content.force(true);
    return etag == null ? file.sha256() : etag;
  }

  private void fetchRest() throws IOException, InterruptedException {
    HubClient.Answer answer = client.get(file, done);
    try (TimedBody body = answer.body()) {
      requireContent(answer);
      if (answer.etag() != null) {
        etag = answer.etag();
      }
      take(body);
    }
  }

  private void requireContent(HubClient.Answer answer) throws IOException {
    switch (answer.status()) {
      case 200, 416 -> restart();
      case 206 -> requireRest(answer);
      case 401, 403 ->
          throw new ModelUnavailable(
              "The hub refuses %s with the status %d; a token may be needed in HF_TOKEN, or the one"
                      .formatted(file.path(), answer.status())
                  + " there may be wrong.",
              null);
      case 404, 410 ->
          throw new ModelUnavailable(
              "The hub has no %s (status %d).".formatted(file.path(), answer.status()), null);
      default -> throw new IOException("the hub answered with the status " + answer.status());
    }
    if (answer.status() == 416) {
      throw new IOException("the hub does not take the download up again");
    }
  }

  private void requireRest(HubClient.Answer answer) throws IOException {
    String range = answer.headers().firstValue("Content-Range").orElse("");
    if (!range.startsWith("bytes " + done + "-")) {
      restart();
      throw new IOException("the hub sent the bytes \"%s\" of a file".formatted(range));
    }
  }

  private void restart() throws IOException {
    content.truncate(0);
    digest.reset();
    done = 0;
  }

  private void take(TimedBody body) throws IOException, InterruptedException {
    for (var pieces = body.next(stallTimeout); !pieces.isEmpty(); ) {
      for (ByteBuffer piece : pieces) {
        write(piece);
      }
      progress.accept(done);
      pieces = body.next(stallTimeout);
    }
    if (done < file.bytes()) {
      throw new IOException(
          "the hub sent %d of the %d bytes of %s".formatted(done, file.bytes(), file.path()));
    }
  }

  private void write(ByteBuffer piece) throws IOException {
    if (done + piece.remaining() > file.bytes()) {
      throw new ModelBroken(
          "The hub sent more than the %d bytes that %s must have; it was thrown away."
              .formatted(file.bytes(), file.path()),
          null);
    }
    done += piece.remaining();
    digest.update(piece.duplicate());
    while (piece.hasRemaining()) {
      content.write(piece);
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
