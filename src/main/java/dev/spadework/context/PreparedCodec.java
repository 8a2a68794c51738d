package dev.spadework.context;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Prepared texts and commits as bytes: small numbers, seven bits a byte, with a checksum at the
 * end.
 */
final class PreparedCodec {
  private PreparedCodec() {}

  static byte[] bytes(Prepared prepared) {
    Out out = new Out();
    out.words(prepared.words());
    int[] starts = prepared.starts();
    out.number(starts.length);
    int term = 0;
    int name = 0;
    for (int line = 0; line < starts.length; line++) {
      int next = line + 1 < starts.length ? starts[line + 1] : prepared.chars();
      out.number(next - starts[line]);
      term = out.count(prepared.termLines(), term, line);
      name = out.count(prepared.declaredLines(), name, line);
    }
    out.all(prepared.terms());
    out.all(prepared.declared());
    out.rising(prepared.ends());
    out.rising(prepared.parts());
    out.all(prepared.looks());
    return out.checked();
  }

  /** What {@link #bytes(Prepared)} wrote; empty if it is anything else. */
  static Optional<Prepared> prepared(byte[] bytes) {
    return In.checked(bytes).map(PreparedCodec::read);
  }

  /** The keys of words, in order. */
  static byte[] bytes(long[] keys) {
    Out out = new Out();
    out.words(keys);
    return out.checked();
  }

  /** What {@link #bytes(long[])} wrote; empty if it is anything else. */
  static Optional<long[]> keys(byte[] bytes) {
    return In.checked(bytes).map(In::words);
  }

  private static Prepared read(In in) {
    long[] words = in.words();
    int[] starts = new int[in.number()];
    Ints termLines = new Ints();
    Ints declaredLines = new Ints();
    int chars = 0;
    for (int line = 0; line < starts.length; line++) {
      starts[line] = chars;
      chars += in.number();
      in.times(line, termLines);
      in.times(line, declaredLines);
    }
    int[] terms = in.all();
    int[] declared = in.all();
    return new Prepared(
        words,
        starts,
        chars,
        terms,
        termLines.all(),
        declared,
        declaredLines.all(),
        in.rising(),
        in.rising(),
        in.all());
  }

  private static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    void number(int number) {
      int left = number;
      while (left >= 0x80 || left < 0) {
        bytes.write(left & 0x7F | 0x80);
        left >>>= 7;
      }
      bytes.write(left);
    }

    void all(int[] numbers) {
      number(numbers.length);
      for (int each : numbers) {
        number(each);
      }
    }

    void rising(int[] numbers) {
      number(numbers.length);
      int last = 0;
      for (int each : numbers) {
        number(each - last);
        last = each;
      }
    }

    void words(long[] words) {
      number(words.length);
      ByteBuffer buffer = ByteBuffer.allocate(words.length * Long.BYTES);
      buffer.asLongBuffer().put(words);
      bytes.writeBytes(buffer.array());
    }

    /** Writes how many of the lines, from this place on, are this one; returns the next place. */
    int count(int[] lines, int from, int line) {
      int at = from;
      while (at < lines.length && lines[at] == line) {
        at++;
      }
      number(at - from);
      return at;
    }

    byte[] checked() {
      byte[] all = bytes.toByteArray();
      return ByteBuffer.allocate(all.length + Integer.BYTES)
          .put(all)
          .putInt(sum(all, all.length))
          .array();
    }
  }

  private static final class In {
    private final ByteBuffer bytes;

    private In(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    static Optional<In> checked(byte[] bytes) {
      int size = bytes.length - Integer.BYTES;
      if (size < 0 || ByteBuffer.wrap(bytes).getInt(size) != sum(bytes, size)) {
        return Optional.empty();
      }
      return Optional.of(new In(ByteBuffer.wrap(bytes, 0, size)));
    }

    int number() {
      int number = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes.get();
        number |= (next & 0x7F) << shift;
        if (next >= 0) {
          return number;
        }
      }
    }

    int[] all() {
      int[] numbers = new int[number()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number();
      }
      return numbers;
    }

    int[] rising() {
      int[] numbers = all();
      for (int i = 1; i < numbers.length; i++) {
        numbers[i] += numbers[i - 1];
      }
      return numbers;
    }

    long[] words() {
      long[] words = new long[number()];
      bytes.slice().asLongBuffer().get(words);
      bytes.position(bytes.position() + words.length * Long.BYTES);
      return words;
    }

    void times(int line, Ints out) {
      for (int left = number(); left > 0; left--) {
        out.add(line);
      }
    }
  }

  private static int sum(byte[] bytes, int size) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, size);
    return (int) sum.getValue();
  }
}
