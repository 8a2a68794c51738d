package dev.spadework;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One connection on which anything can be sent, whether or not it is HTTP. */
public final class RawHttp implements AutoCloseable {
  private static final int HANGS_AFTER = 20_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  /**
   * What came back.
   *
   * @param headers by name in lower case
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    public boolean closes() {
      return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
  }

  /** Connects from an address of its own, {@code 127.0.x.y}: ports of one run out. */
  public RawHttp(int port, int from) throws IOException {
    byte[] address = {127, 0, (byte) (from / 200 % 200 + 1), (byte) (from % 200 + 1)};
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket.setSoTimeout(HANGS_AFTER);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends what is there of a request, and does not wait. */
  public void begin(String text) throws IOException {
    begin(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void begin(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Sends and reads the answer; empty: the connection was closed without one. */
  public Optional<Answer> send(byte[] request) throws IOException {
    try {
      begin(request);
    } catch (SocketException e) {
      // Refused before it was all sent; there may be an answer all the same.
    }
    return answer();
  }

  public Optional<Answer> send(String request) throws IOException {
    return send(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Waits for an answer no longer than this. */
  public void patience(Duration atMost) throws IOException {
    socket.setSoTimeout((int) atMost.toMillis());
  }

  /** No more is sent; the other side is told so. */
  public void end() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * The next answer.
   *
   * @throws SocketTimeoutException if neither it nor an end comes
   */
  public Optional<Answer> answer() throws IOException {
    try {
      return read();
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  private Optional<Answer> read() throws IOException {
    String first = line();
    if (!first.startsWith("HTTP/1.1 ")) {
      return Optional.empty();
    }
    int status = Integer.parseInt(first.substring(9, 12));
    Map<String, String> headers = new LinkedHashMap<>();
    String line;
    while (!(line = line()).isEmpty()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    if (status == 100) {
      return read();
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return Optional.of(new Answer(status, headers, body));
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) >= 0 && next != '\n') {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
