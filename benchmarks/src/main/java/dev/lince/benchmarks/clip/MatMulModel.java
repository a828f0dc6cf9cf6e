package dev.lince.benchmarks.clip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * An ONNX model that is one matrix multiplication, {@code y[m,n] = x[m,k] · w[k,n]} with {@code w}
 * inside, written as protocol buffers by the field numbers of onnx/onnx, {@code onnx/onnx.proto}.
 */
final class MatMulModel {
  private static final int FLOAT = 1;
  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;

  private MatMulModel() {}

  static byte[] bytes(int m, int k, int n) {
    Message node = new Message().text(1, "x").text(1, "w").text(2, "y").text(4, "MatMul");
    Message weights =
        new Message()
            .number(1, k)
            .number(1, n)
            .number(2, FLOAT)
            .text(8, "w")
            .bytes(9, noise(k * n));
    Message graph =
        new Message()
            .bytes(1, node.bytes())
            .text(2, "matmul")
            .bytes(5, weights.bytes())
            .bytes(11, value("x", m, k))
            .bytes(12, value("y", m, n));
    return new Message()
        .number(1, IR_VERSION)
        .bytes(7, graph.bytes())
        .bytes(8, new Message().number(2, OPSET).bytes())
        .bytes();
  }

  private static byte[] value(String name, int rows, int columns) {
    Message shape = new Message();
    for (int size : new int[] {rows, columns}) {
      shape.bytes(1, new Message().number(1, size).bytes());
    }
    Message tensor = new Message().number(1, FLOAT).bytes(2, shape.bytes());
    Message type = new Message().bytes(1, tensor.bytes());
    return new Message().text(1, name).bytes(2, type.bytes()).bytes();
  }

  private static byte[] noise(int floats) {
    Random random = new Random(1);
    ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * floats).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < floats; i++) {
      buffer.putFloat(random.nextFloat() - 0.5f);
    }
    return buffer.array();
  }

  /** A message under construction. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, byte[] value) {
      varint(field << 3 | LENGTH_DELIMITED);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      for (; rest > 0x7f; rest >>>= 7) {
        out.write((int) ((rest & 0x7f) | 0x80));
      }
      out.write((int) rest);
    }
  }
}
