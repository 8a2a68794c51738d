package dev.spadework.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one way out of a sandbox with an egress list: a proxy for CONNECT and plain HTTP that looks
 * names up itself and connects to what is listed only. It is the program of a container of its own,
 * which has these class files and a JDK, no more.
 */
final class EgressProxy {
  static final int PORT = 3128;
  static final String READY = "egress proxy ready";

  private static final System.Logger log = System.getLogger("egress");
  private static final int MOST_CONNECTIONS = 64;
  private static final int HEAD_MILLIS = 10_000;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int IDLE_MILLIS = 120_000;
  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(30);

  private final EgressRules rules;
  // A connection has two directions, so a thread for each.
  private final ThreadPoolExecutor connections = pool();
  private final ThreadPoolExecutor uploads = pool();

  EgressProxy(EgressRules rules) {
    this.rules = rules;
  }

  /**
   * Serves until its container ends.
   *
   * @param arguments the network to listen in, such as {@code 172.18.0.0/16}, then the list
   */
  public static void main(String[] arguments) throws IOException {
    List<String> list = Arrays.asList(arguments).subList(1, arguments.length);
    EgressProxy proxy = new EgressProxy(new EgressRules(list));
    try (ServerSocket server = new ServerSocket(PORT, 64, in(arguments[0]))) {
      log.log(System.Logger.Level.INFO, READY);
      proxy.serve(server);
    }
  }

  /** Only who is in that network can connect: there is another, for the way out. */
  private static InetAddress in(String network) throws IOException {
    String[] parts = network.split("/");
    byte[] base = InetAddress.getByName(parts[0]).getAddress();
    int bits = Integer.parseInt(parts[1]);
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> within(address.getAddress(), base, bits))
        .findFirst()
        .orElseThrow(() -> new IOException("no address in " + network));
  }

  private static boolean within(byte[] address, byte[] base, int bits) {
    if (address.length != base.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((address[bit / 8] ^ base[bit / 8]) & 0x80 >> bit % 8) != 0) {
        return false;
      }
    }
    return true;
  }

  private static ThreadPoolExecutor pool() {
    return new ThreadPoolExecutor(
        0, MOST_CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>());
  }

  void serve(ServerSocket server) throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      try {
        connections.execute(() -> handle(client));
      } catch (RejectedExecutionException full) {
        // Whoever opens more than that at once gets none.
        client.close();
      }
    }
  }

  private void handle(Socket client) {
    try (client) {
      client.setSoTimeout(HEAD_MILLIS);
      InputStream in = new BufferedInputStream(client.getInputStream());
      try {
        EgressRequest request = EgressRequest.read(in);
        try (Socket target = connected(request)) {
          pass(request, client, in, target);
        }
      } catch (EgressRequest.Refused refused) {
        log.log(System.Logger.Level.INFO, "refused: " + refused.getMessage());
        answer(client, refused);
      }
    } catch (IOException | RejectedExecutionException e) {
      log.log(System.Logger.Level.DEBUG, "connection ended", e);
    }
  }

  private Socket connected(EgressRequest request) throws EgressRequest.Refused {
    if (!rules.listed(request.host())) {
      throw new EgressRequest.Refused(
          403, request.host() + " is not in sandbox.egress, the list of hosts to be reached.");
    }
    if (!rules.port(request.port())) {
      throw new EgressRequest.Refused(
          403, "Port " + request.port() + " is refused: sandbox.egress allows 80 and 443 only.");
    }
    if (request.port() != 80 && !request.tunnel()) {
      throw new EgressRequest.Refused(403, "Port 443 is for https, by CONNECT.");
    }
    for (InetAddress address : resolved(request.host())) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, request.port()), CONNECT_MILLIS);
        socket.setSoTimeout(IDLE_MILLIS);
        return socket;
      } catch (IOException unreachable) {
        log.log(System.Logger.Level.DEBUG, "unreachable", unreachable);
        closed(socket);
      }
    }
    throw new EgressRequest.Refused(502, request.host() + " does not answer the egress proxy.");
  }

  /** All of its addresses; a name with one that is none of the internet's is not used at all. */
  private List<InetAddress> resolved(String host) throws EgressRequest.Refused {
    List<InetAddress> addresses = new ArrayList<>();
    try {
      addresses.addAll(
          EgressRules.literal(host).isPresent()
              ? List.of(EgressRules.literal(host).get())
              : List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException e) {
      throw new EgressRequest.Refused(502, host + " cannot be resolved by the egress proxy.");
    }
    for (InetAddress address : addresses) {
      if (!rules.reachable(address)) {
        throw new EgressRequest.Refused(
            403,
            host
                + " has an address that is not public; only sandbox.egress with that address"
                + " in it allows that.");
      }
    }
    return addresses;
  }

  private void pass(EgressRequest request, Socket client, InputStream in, Socket target)
      throws IOException {
    AtomicLong lastMove = new AtomicLong(System.nanoTime());
    client.setSoTimeout(IDLE_MILLIS);
    OutputStream up = target.getOutputStream();
    if (request.tunnel()) {
      client.getOutputStream().write(bytes("HTTP/1.1 200 Connection established\r\n\r\n"));
    } else {
      up.write(request.head());
    }
    long most = request.tunnel() ? Long.MAX_VALUE : request.body();
    uploads.execute(
        () -> {
          try {
            copy(in, up, most, lastMove);
            if (request.tunnel()) {
              target.shutdownOutput();
            }
          } catch (IOException e) {
            log.log(System.Logger.Level.DEBUG, "upload ended", e);
            closed(target);
          }
        });
    copy(target.getInputStream(), client.getOutputStream(), Long.MAX_VALUE, lastMove);
    client.shutdownOutput();
  }

  /** Copies so many bytes or to the end, while one of the two directions moves. */
  private static void copy(InputStream from, OutputStream to, long most, AtomicLong lastMove)
      throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long end = System.nanoTime() + MOST_NANOS;
    long left = most;
    while (left > 0) {
      int count;
      try {
        count = from.read(buffer, 0, (int) Math.min(buffer.length, left));
      } catch (SocketTimeoutException quiet) {
        if (System.nanoTime() - lastMove.get() > TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS)) {
          throw quiet;
        }
        continue;
      }
      if (count < 0) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException("longer than a connection may last");
      }
      to.write(buffer, 0, count);
      lastMove.set(System.nanoTime());
      left -= count;
    }
  }

  private static void answer(Socket client, EgressRequest.Refused refused) throws IOException {
    byte[] body = bytes(refused.getMessage() + "\n");
    OutputStream out = client.getOutputStream();
    out.write(
        bytes(
            "HTTP/1.1 "
                + refused.status
                + " Refused\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                + body.length
                + "\r\n\r\n"));
    out.write(body);
    client.shutdownOutput();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.log(System.Logger.Level.DEBUG, "close failed", e);
    }
  }
}
