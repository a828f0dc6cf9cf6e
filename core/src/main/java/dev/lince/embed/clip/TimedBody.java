package dev.lince.embed.clip;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, taken piece by piece, each with a time limit of its own; the JDK's own
 * stream would wait for ever. One piece is asked for at a time, so the queue stays short.
 */
final class TimedBody implements BodySubscriber<TimedBody>, AutoCloseable {
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  @Override
  public CompletionStage<TimedBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    signals.add(new Piece(piece));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Failed(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Ended());
  }

  /** The next bytes; an empty list at the end. */
  List<ByteBuffer> next(Duration limit) throws IOException, InterruptedException {
    return switch (signals.poll(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      case Piece(List<ByteBuffer> bytes) -> {
        subscription.join().request(1);
        yield bytes;
      }
      case Ended() -> List.of();
      case Failed(Throwable cause) -> throw new IOException(cause.getMessage(), cause);
      case null ->
          throw new HttpTimeoutException("nothing came for " + limit.toSeconds() + " seconds");
    };
  }

  /** Gives up what has not come yet. */
  @Override
  public void close() {
    CompletableFuture<Void> _ = subscription.thenAccept(Flow.Subscription::cancel);
  }

  private sealed interface Signal {}

  private record Piece(List<ByteBuffer> bytes) implements Signal {}

  private record Failed(Throwable cause) implements Signal {}

  private record Ended() implements Signal {}
}
