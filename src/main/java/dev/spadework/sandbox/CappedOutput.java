package dev.spadework.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * The head and the tail of a stream of bytes. Memory stays under the cap however long the stream
 * is, and taking bytes never blocks, so that a command is never held up by its reader. Thread-safe.
 */
final class CappedOutput {
  private static final int FIRST_ALLOCATION = 8192;

  private final int headCap;
  private final int tailCap;
  private byte[] head = new byte[0];
  private byte[] tail = new byte[0];
  private int headLength;
  private long tailTotal;
  private long total;

  CappedOutput(long cap) {
    this.headCap = (int) (cap / 2);
    this.tailCap = (int) (cap - cap / 2);
  }

  synchronized void append(byte[] bytes, int offset, int length) {
    total += length;
    int toHead = Math.min(length, headCap - headLength);
    if (toHead > 0) {
      head = grown(head, headLength + toHead, headCap);
      System.arraycopy(bytes, offset, head, headLength, toHead);
      headLength += toHead;
    }
    int rest = length - toHead;
    if (rest > 0) {
      appendToTail(bytes, offset + toHead, rest);
    }
  }

  private void appendToTail(byte[] bytes, int offset, int length) {
    int skipped = Math.max(0, length - tailCap);
    tailTotal += skipped;
    int from = offset + skipped;
    int left = length - skipped;
    tail = grown(tail, (int) Math.min(tailCap, tailTotal + left), tailCap);
    while (left > 0) {
      int at = (int) (tailTotal % tailCap);
      int part = Math.min(left, tailCap - at);
      System.arraycopy(bytes, from, tail, at, part);
      tailTotal += part;
      from += part;
      left -= part;
    }
  }

  /** All bytes that came, kept or not. */
  synchronized long total() {
    return total;
  }

  /** What is kept, as text; a line in the middle says how many bytes are missing, if any are. */
  synchronized String text() {
    byte[] end = tailInOrder();
    if (headLength + end.length == total) {
      byte[] whole = new byte[headLength + end.length];
      System.arraycopy(head, 0, whole, 0, headLength);
      System.arraycopy(end, 0, whole, headLength, end.length);
      return new String(whole, StandardCharsets.UTF_8);
    }
    int headEnd = wholeCharactersEnd(head, headLength);
    int tailStart = wholeCharactersStart(end);
    long missing = total - headEnd - (end.length - tailStart);
    return new String(head, 0, headEnd, StandardCharsets.UTF_8)
        + "\n[... "
        + missing
        + " bytes left out ...]\n"
        + new String(end, tailStart, end.length - tailStart, StandardCharsets.UTF_8);
  }

  private byte[] tailInOrder() {
    int length = (int) Math.min(tailTotal, tailCap);
    byte[] ordered = new byte[length];
    int start = tailTotal > tailCap ? (int) (tailTotal % tailCap) : 0;
    System.arraycopy(tail, start, ordered, 0, length - start);
    System.arraycopy(tail, 0, ordered, length - start, start);
    return ordered;
  }

  /** Where the last whole UTF-8 character ends, so that the cut itself makes no malformed one. */
  private static int wholeCharactersEnd(byte[] bytes, int length) {
    for (int back = 1; back <= Math.min(3, length); back++) {
      int octet = bytes[length - back] & 0xff;
      if (octet >= 0xc0) {
        int wanted = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
        return wanted > back ? length - back : length;
      }
      if (octet < 0x80) {
        return length;
      }
    }
    return length;
  }

  private static int wholeCharactersStart(byte[] bytes) {
    int start = 0;
    while (start < Math.min(3, bytes.length) && (bytes[start] & 0xc0) == 0x80) {
      start++;
    }
    return start;
  }

  private static byte[] grown(byte[] bytes, int needed, int cap) {
    if (needed <= bytes.length) {
      return bytes;
    }
    long wanted = Math.max(needed, Math.max(FIRST_ALLOCATION, bytes.length * 2L));
    byte[] larger = new byte[(int) Math.min(cap, wanted)];
    System.arraycopy(bytes, 0, larger, 0, bytes.length);
    return larger;
  }
}
