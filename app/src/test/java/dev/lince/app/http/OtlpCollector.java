package dev.lince.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/**
 * A collector that takes OTLP over HTTP and remembers the spans. Reads as much of the protobuf
 * encoding as opentelemetry/proto/trace/v1/trace.proto needs.
 */
final class OtlpCollector implements AutoCloseable {
  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;

  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
  private final Queue<String> types = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /** A span as it was sent; ids in hex, an empty parent for none, times in nanoseconds. */
  record Span(String trace, String id, String parent, String name, long start, long end) {}

  OtlpCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  List<String> mediaTypes() {
    return List.copyOf(types);
  }

  private void take(HttpExchange exchange) throws IOException {
    types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    each(
        body,
        (field, resource) -> {
          if (field == RESOURCE_SPANS) {
            each(
                bytes(resource),
                (inner, scope) -> {
                  if (inner == SCOPE_SPANS) {
                    each(
                        bytes(scope),
                        (innermost, span) -> {
                          if (innermost == SPANS) {
                            spans.add(span(bytes(span)));
                          }
                        });
                  }
                });
          }
        });
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static Span span(byte[] message) {
    String[] texts = {"", "", "", ""};
    long[] times = {0, 0};
    each(
        message,
        (field, value) -> {
          switch (field) {
            case 1 -> texts[0] = HexFormat.of().formatHex(bytes(value));
            case 2 -> texts[1] = HexFormat.of().formatHex(bytes(value));
            case 4 -> texts[2] = HexFormat.of().formatHex(bytes(value));
            case 5 -> texts[3] = new String(bytes(value), StandardCharsets.UTF_8);
            case 7 -> times[0] = (Long) value;
            case 8 -> times[1] = (Long) value;
            default -> {}
          }
        });
    return new Span(texts[0], texts[1], texts[2], texts[3], times[0], times[1]);
  }

  private static byte[] bytes(Object value) {
    return (byte[]) value;
  }

  private static void each(byte[] message, BiConsumer<Integer, Object> consumer) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      switch (tag & 7) {
        case 0 -> consumer.accept(tag >>> 3, varint(in));
        case 1 -> consumer.accept(tag >>> 3, in.getLong());
        case 2 -> {
          byte[] content = new byte[(int) varint(in)];
          in.get(content);
          consumer.accept(tag >>> 3, content);
        }
        case 5 -> consumer.accept(tag >>> 3, (long) in.getInt());
        default -> throw new AssertionError("No protobuf: wire type " + (tag & 7));
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
