package dev.spadework.attacks;

import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** A hostile command where the operator listed some hosts: the rest must stay out of reach. */
final class EgressCell extends Cell {
  private static final String SANDBOX = "dev.spadework.sandbox.";
  private static final String HOST = "reach the host's ports, with an egress list";
  private static final String UNLISTED = "ask the proxy for a host that is not listed";
  private static final String PORT = "ask the proxy for another port";
  private static final String REBOUND = "point a listed name at a private address";
  private static final String FELLOW = "reach another task's sandbox";
  private static final String MASKED = "name one host and mean another";
  private static final String REFUSED = "refused with a line";
  private static final String NOWHERE = "nothing answers";
  private static final String ONE = "only one request, with the host that was checked";

  private EgressCell() {
    super("");
  }

  static Cell around() {
    Cell cell = new EgressCell();
    direct(cell);
    return cell.tries(
        "kill the proxy",
        "the proxy is killed, then everything is tried again",
        "nothing goes out at all",
        Neighbours.KILL
            + "{ python3 -IS p.py direct @A@ 80; python3 -IS p.py direct @B@ 80; python3 -IS p.py tunnel @A@:80;"
            + " } | grep -q connected && echo HARM; :");
  }

  static Cell through() {
    Cell cell = new EgressCell();
    proxied(cell);
    smuggled(cell);
    return cell;
  }

  private static void direct(Cell cell) {
    cell.tries(
            "go around the proxy",
            "connect to a listed host itself",
            NOWHERE,
            "python3 -IS p.py direct @A@ 80 | grep -q welcome && echo HARM; :")
        .tries(
            "reach another container",
            "connect to its address on the bridge",
            NOWHERE,
            "python3 -IS p.py direct @B@ 80; python3 -IS p.py direct @B@ 8080")
        .tries(
            HOST,
            "every address of the host, and the first of the sandbox's own network",
            NOWHERE,
            "for h in %HOSTS% $(hostname -i | sed 's/[0-9]*$/1/'); do"
                + " python3 -IS p.py direct $h %PORT%; done")
        .tries(
            "resolve a name",
            "the container's own resolver, and servers elsewhere",
            "no name of the world has an address",
            "getent hosts repo.maven.apache.org rebound.test && echo HARM; python3 -c"
                + " \"import socket\nfor n in ('127.0.0.11','8.8.8.8','1.1.1.1'):\n"
                + " s=socket.socket(2,2); s.settimeout(0.5)\n try:\n"
                + "  s.sendto(bytes.fromhex('000101000001000000000000')+b'\\x07example\\x03com"
                + "\\0\\0\\x01\\0\\x01',(n,53)); a=s.recv(512)\n"
                + "  print('HARM' if a[6:8]!=b'\\0\\0' else 'none')\n"
                + " except OSError as e: print(e)\"; :")
        .tries(
            FELLOW,
            "connect to what a command of the other task listens on",
            NOWHERE,
            "python3 -IS p.py direct @T@ 7000; python3 -IS p.py direct @T@ 7001")
        .tries(
            "use another task's proxy",
            "connect to its address",
            NOWHERE,
            "python3 -IS p.py direct @Q@ 3128 | grep -q connected && echo HARM; :")
        .tries(
            "speak below or beside IPv4",
            "an address of IPv6, a packet socket, a raw socket, a new route",
            "there are none",
            "grep -v ' lo$' /proc/net/if_inet6 2>/dev/null | grep -q . && echo HARM;"
                + " perl -e 'print \"HARM\" if socket(S,17,3,768) || socket(T,2,3,1)';"
                + " ip route add 8.8.8.8 via 192.0.2.2 2>/dev/null && echo HARM; :");
  }

  private static void proxied(Cell cell) {
    cell.tries(
            UNLISTED,
            "another container, and a listed address as one number, which is not on the list",
            REFUSED,
            asked("@B@:80", "http://@B@/")
                + "python3 -IS p.py tunnel @M@:80 | grep -q welcome && echo HARM; :")
        .tries(PORT, "8080 of a listed host", REFUSED, asked("@A@:8080", "http://@A@:8080/"))
        .tries(
            REBOUND,
            "it has an address in a network of containers",
            REFUSED,
            asked("rebound.test:80", "http://rebound.test/"))
        .tries(
            "reach another task through the proxy",
            "its address",
            REFUSED,
            asked("@T@:80", "http://@T@:7000/"))
        .tries(
            "write an address in another way",
            "as one number, in IPv6, with a dot",
            REFUSED,
            asked("@N@:80", "http://@N@/")
                + asked("[::ffff:@B@]:80", "http://[::ffff:@B@]/")
                + asked("@B@.:80", "http://@B@./"))
        .tries(
            "ask for the cloud's metadata",
            "169.254.169.254 and its name",
            REFUSED,
            "for h in 169.254.169.254 metadata.google.internal; do python3 -IS p.py tunnel $h:80 |"
                + " grep -q ' 403 ' || echo HARM; done")
        .tries(
            "make the proxy call itself",
            "localhost, 127.0.0.1, 0.0.0.0 and its own address",
            REFUSED,
            "for h in localhost 127.0.0.1 0.0.0.0 [::1] ${HTTP_PROXY#http://}; do"
                + " python3 -IS p.py tunnel ${h%:3128}:80 | grep -q ' 403 ' || echo HARM; done")
        .tries(
            "end a name like a listed one",
            "evillisted.test, listed.test.evil.test",
            REFUSED,
            "for h in evillisted.test listed.test listed.test.evil.test; do"
                + " python3 -IS p.py tunnel $h:443 | grep -q ' 403 ' || echo HARM; done");
  }

  private static void smuggled(Cell cell) {
    cell.tries(
            MASKED,
            "a Host header, and user and password before the host",
            "the host of the request line alone counts",
            sent("GET http://@A@/ HTTP/1.1\\r\\nHost: SMUGGLED\\r\\n\\r\\n")
                + sent("GET http://@A@@@B@/ HTTP/1.1\\r\\n\\r\\n")
                + sent("GET http://@A@#@@B@/ HTTP/1.1\\r\\n\\r\\n"))
        .tries(
            "send a second request along",
            "after the first, and in place of its body",
            ONE,
            sent("GET http://@A@/ HTTP/1.1\\r\\n\\r\\nGET /SMUGGLED HTTP/1.1\\r\\n\\r\\n")
                + sent(
                    "POST http://@A@/ HTTP/1.1\\r\\nContent-Length: 2\\r\\n\\r\\nokGET /SMUGGLED"
                        + " HTTP/1.1\\r\\n\\r\\n"))
        .tries(
            "have two readers differ about the length",
            "two lengths, chunks, a bare line feed, a folded header",
            ONE,
            sent(
                    "POST http://@A@/ HTTP/1.1\\r\\nContent-Length: 0\\r\\nContent-Length: 9\\r\\n\\r\\n"
                        + "SMUGGLED\\n")
                + sent(
                    "POST http://@A@/ HTTP/1.1\\r\\nContent-Length: 4\\r\\nTransfer-Encoding:"
                        + " chunked\\r\\n\\r\\n0\\r\\n\\r\\nGET /SMUGGLED HTTP/1.1\\r\\n\\r\\n")
                + sent("GET http://@A@/ HTTP/1.1\\nX: SMUGGLED\\r\\n\\r\\n")
                + sent("GET http://@A@/ HTTP/1.1\\r\\nX: y\\r\\n Host: SMUGGLED\\r\\n\\r\\n"))
        .tries(
            "break the request line",
            "a line end and a space in the path",
            ONE,
            sent("GET http://@A@/\\rSMUGGLED HTTP/1.1\\r\\n\\r\\n")
                + sent("GET http://@A@/ SMUGGLED HTTP/1.1\\r\\n\\r\\n"));
  }

  private static String asked(String tunnel, String plain) {
    return "python3 -IS p.py tunnel '"
        + tunnel
        + "'; python3 -IS p.py raw 'GET "
        + plain
        + " HTTP/1.1\\r\\n\\r\\n'; ";
  }

  private static String sent(String request) {
    return "python3 -IS p.py raw '" + request + "' | grep -q SMUGGLED && echo HARM; ";
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "the network of an egress list leads nowhere",
            SANDBOX + "DockerEgress#closed",
            (self, arguments) -> arguments[0],
            HOST),
        new Defence(
            "the host is not in that network",
            SANDBOX + "DockerEgress#withoutHost",
            (self, arguments) -> java.util.Map.of(),
            HOST),
        program("only listed hosts are asked for", "listed", UNLISTED),
        program("only two ports are asked for", "port", PORT),
        program("what names resolve to is looked at", "reachable", REBOUND));
  }

  /** Of the program that the proxy's container gets. */
  private static Defence program(String name, String method, String attack) {
    return new Defence(
        name,
        SANDBOX + "EgressSidecar#code",
        (self, arguments) -> {
          Class<?> part = (Class<?>) arguments[0];
          return part.getSimpleName().equals("EgressRules")
              ? yes(part, method)
              : Disarmed.Instead.AS_EVER;
        },
        attack);
  }

  private static byte[] yes(Class<?> part, String method) throws IOException {
    try (var made =
        new ByteBuddy()
            .redefine(part)
            .method(ElementMatchers.named(method))
            .intercept(FixedValue.value(true))
            .make()) {
      return made.getBytes();
    }
  }

  @Override
  Limits limits() {
    return new Limits(192L << 20, 2, 96, LONG, 64 * 1024, 32L << 20);
  }

  @Override
  Sandboxes sandboxes(Path dir) throws Exception {
    return Neighbours.around(dir);
  }

  @Override
  String image() {
    return DockerEngine.IMAGE;
  }

  @Override
  public String group() {
    return "Hostile command, with an egress list";
  }
}
