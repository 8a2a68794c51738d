package dev.spadework.agent;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The bytes of a log up to a limit, counted. A log may take minutes to read, so a cancelled step
 * ends in the middle of it: {@link InterruptedIOException}.
 */
final class LogStream extends FilterInputStream {
  private static final int LOOK = 8_192;

  /** One control character in so many still makes a text. */
  private static final int STRAY = 50;

  private long left;
  private long read;

  LogStream(InputStream in, long limit) {
    super(new BufferedInputStream(in, 1 << 16));
    left = limit;
  }

  /** How many bytes were read. */
  long count() {
    return read;
  }

  /** Whether its beginning is no text. To be asked before anything is read. */
  boolean binary() throws IOException {
    in.mark(LOOK);
    byte[] start = in.readNBytes((int) Math.min(LOOK, left));
    in.reset();
    int strange = 0;
    for (byte b : start) {
      if (b == 0) {
        return true;
      }
      strange += b >= 0 && b < ' ' && "\t\n\r\f\u001b\b".indexOf(b) < 0 ? 1 : 0;
    }
    return strange * STRAY > start.length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the step is over");
    }
    if (left == 0) {
      return -1;
    }
    int n = in.read(bytes, from, (int) Math.min(most, left));
    if (n > 0) {
      left -= n;
      read += n;
    }
    return n;
  }
}
