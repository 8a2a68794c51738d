package dev.spadework.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The head of a request to {@link EgressProxy}, read so strictly that no two readers can differ
 * about it (RFC 9112): what is sent on is written anew from this.
 *
 * @param path of a plain request; empty for CONNECT
 * @param headers that go on, without Host and what is for the proxy only
 * @param body how many bytes follow
 */
record EgressRequest(
    String method, String host, int port, String path, List<String> headers, long body) {
  static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_HEADERS = 100;
  private static final long MOST_NANOS = 15_000_000_000L;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND");
  private static final Set<String> NOT_SENT_ON =
      Set.of("host", "connection", "keep-alive", "te", "trailer", "upgrade", "expect");

  /** An answer of the proxy's own. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    final int status;

    Refused(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }
  }

  boolean tunnel() {
    return method.equals("CONNECT");
  }

  /** Reads a head, and nothing past it. */
  static EgressRequest read(InputStream in) throws IOException, Refused {
    List<String> lines = lines(in);
    String[] first = lines.get(0).split(" ", -1);
    if (first.length != 3 || !first[2].matches("HTTP/1\\.[01]")) {
      throw wrong("the request line");
    }
    List<String> headers = new ArrayList<>();
    long body = -1;
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon < 1 || !line.substring(0, colon).matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
        throw wrong("a header");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("transfer-encoding")) {
        throw new Refused(411, "The egress proxy takes bodies with a Content-Length only.");
      }
      if (name.equals("content-length")) {
        if (body >= 0 || !value.matches("[0-9]{1,12}")) {
          throw wrong("Content-Length");
        }
        body = Long.parseLong(value);
      }
      if (!NOT_SENT_ON.contains(name) && !name.startsWith("proxy-")) {
        headers.add(line);
      }
    }
    return first[0].equals("CONNECT")
        ? at(first[0], first[1], -1, "", headers, 0)
        : plain(first[0], first[1], headers, Math.max(0, body));
  }

  private static EgressRequest plain(String method, String target, List<String> headers, long body)
      throws Refused {
    if (!METHODS.contains(method)) {
      throw wrong("the method");
    }
    if (!target.regionMatches(true, 0, "http://", 0, 7)) {
      throw wrong("the address: this is a proxy, which needs a whole one; or use CONNECT");
    }
    String rest = target.substring(7);
    int end = rest.length();
    for (char each : new char[] {'/', '?'}) {
      int at = rest.indexOf(each);
      end = at >= 0 && at < end ? at : end;
    }
    String path = rest.substring(end);
    if (!path.matches("[!-\"$-~]*")) {
      throw wrong("the path");
    }
    return at(
        method,
        rest.substring(0, end),
        80,
        path.startsWith("/") ? path : "/" + path,
        headers,
        body);
  }

  private static EgressRequest at(
      String method, String authority, int usual, String path, List<String> headers, long body)
      throws Refused {
    int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    String port = colon < 0 ? String.valueOf(usual) : authority.substring(colon + 1);
    boolean six = host.matches("\\[[0-9A-Fa-f:.]{2,45}]");
    if (!(six || host.matches("[A-Za-z0-9._-]{1,253}")) || !port.matches("[0-9]{1,5}")) {
      throw wrong("host and port");
    }
    return new EgressRequest(
        method,
        (six ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT),
        Integer.parseInt(port),
        path,
        headers,
        body);
  }

  private static Refused wrong(String what) {
    return new Refused(400, "The egress proxy does not understand " + what + ".");
  }

  private static List<String> lines(InputStream in) throws IOException, Refused {
    long giveUp = System.nanoTime() + MOST_NANOS;
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int count = 0; count < MOST_BYTES; count++) {
      int each = in.read();
      if (each < 0) {
        throw new IOException("ended in its head");
      }
      if (System.nanoTime() > giveUp) {
        throw new Refused(408, "The egress proxy does not wait so long.");
      }
      if (each == '\r') {
        if (in.read() != '\n') {
          throw wrong("a line end");
        }
        if (line.size() == 0) {
          if (lines.isEmpty()) {
            throw wrong("an empty line");
          }
          return lines;
        }
        lines.add(line.toString(StandardCharsets.ISO_8859_1));
        line.reset();
        if (lines.size() > MOST_HEADERS) {
          break;
        }
      } else if (each < ' ' && each != '\t' || each == 0x7f) {
        throw wrong("a control character");
      } else {
        line.write(each);
      }
    }
    throw new Refused(431, "The egress proxy takes heads of 16 KiB and 100 lines.");
  }

  /** What is sent on for a plain request: one request, and its connection ends with it. */
  byte[] head() {
    StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host.contains(":") ? "[" + host + "]" : host);
    head.append("\r\nConnection: close\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
