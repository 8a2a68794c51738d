package dev.spadework.attacks;

import static dev.spadework.attacks.Letters.COMMAND;
import static dev.spadework.attacks.Letters.FORM;
import static dev.spadework.attacks.Letters.command;
import static dev.spadework.attacks.Letters.post;
import static dev.spadework.attacks.Letters.raw;
import static dev.spadework.attacks.Letters.signed;
import static dev.spadework.attacks.Letters.slack;

import dev.spadework.Gatehouse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Somebody who reaches the port and is neither Slack nor GitHub. */
final class HostileNetwork extends Knocking {
  private static final String UNSIGNED = "unsigned command";
  private static final String OLD = "recorded command, ten minutes later";
  private static final String TWICE = "right signature beside a wrong one";
  private static final String PARAMETER = "path with a parameter";
  private static final String GZIP = "compressed body";
  private static final String TRACE = "TRACE";
  private static final String VERSION = "unknown version of HTTP";
  private static final String MISFIT = "press of no message";
  private static final String EVENTS = "/slack/events";
  private static final byte[] NONE = {};

  HostileNetwork() {
    super("Hostile network");
    signatures();
    sizes();
    shapes();
    paths();
    refused(
        MISFIT,
        "a press that is signed and lacks what Slack always sends",
        400,
        house ->
            signed(
                house,
                Instant.now(),
                ("payload="
                        + "%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U0ANN%22"
                        + "%7D%2C%22team%22%3A%7B%22id%22%3A%22T0DESK%22%7D%2C%22channel%22%3A%7B%22id"
                        + "%22%3A%22C0ENG%22%7D%2C%22actions%22%3A%5B%7B%22type%22%3A%22button%22%2C"
                        + "%22action_id%22%3A%22cancel_task%22%7D%5D%7D")
                    .getBytes()));
  }

  static List<Defence> defences() {
    String slack = "dev.spadework.slack.";
    String door = "dev.spadework.Manners#";
    return List.of(
        new Defence("signature of Slack", slack + "Signature#holds", (s, a) -> true, UNSIGNED),
        new Defence("age of a request", slack + "Signature#fresh", (s, a) -> true, OLD),
        new Defence(
            "one header of a name",
            slack + "SlackIntake#single",
            (s, a) -> ((HttpServletRequest) a[0]).getHeader((String) a[1]),
            TWICE),
        new Defence("paths of one spelling", door + "plainPath", (s, a) -> true, PARAMETER),
        new Defence("known methods only", door + "knownMethod", (s, a) -> true, TRACE),
        new Defence("no compressed bodies", door + "plainBody", (s, a) -> true, GZIP),
        new Defence(
            "faults of the sender are no failures",
            "dev.spadework.PlainErrors#senders",
            (s, a) -> false,
            VERSION),
        new Defence("misfits are refused", slack + "Misfit#caused", (s, a) -> false, MISFIT));
  }

  private void signatures() {
    refused(
        UNSIGNED,
        "a command without Slack's headers",
        401,
        house -> post(EVENTS, FORM, "", command()));
    refused(
        "command signed with another secret",
        "HMAC with a guessed secret",
        401,
        house -> forged("guessed"));
    refused("command signed with a blank secret", "HMAC with a space", 401, house -> forged(" "));
    refused(
        "signature of another body",
        "a signature that Slack gave for another command",
        401,
        house -> {
          Instant now = Instant.now();
          return post(EVENTS, FORM, slack(now, house.slackSigned(now, command())), command());
        });
    refused(OLD, "a signed command of ten minutes ago", 401, house -> at(house, -10));
    refused("command of the future", "signed ten minutes ahead", 401, house -> at(house, 10));
    refused(
        TWICE,
        "two signatures, of which the first is right",
        401,
        house -> {
          Instant now = Instant.now();
          byte[] body = command();
          String headers = slack(now, house.slackSigned(now, body)) + "X-Slack-Signature: v0=0\r\n";
          return post(EVENTS, FORM, headers, body);
        });
    tries(
        "command replayed at once",
        "the same signed command twice within a minute",
        "one task",
        1,
        house -> {
          byte[] sent = signed(house, Instant.now(), command());
          for (int i = 0; i < 2; i++) {
            Waiting.answer(house, sent);
          }
          return Optional.empty();
        });
  }

  private void sizes() {
    refused(
        "body of five megabytes",
        "announced by Content-Length",
        413,
        house ->
            raw(
                "POST /slack/events HTTP/1.1",
                "Content-Type: " + FORM + "\r\nContent-Length: 5242880\r\n",
                NONE));
    refused(
        "body of two megabytes in chunks",
        "of no announced length",
        413,
        house ->
            raw(
                "POST /slack/events HTTP/1.1",
                "Transfer-Encoding: chunked\r\n",
                ("200000\r\n" + "x".repeat(0x200000) + "\r\n0\r\n\r\n").getBytes()));
    refused(
        "three thousand headers",
        "a head of 60 kB",
        431,
        house -> raw("POST /slack/events HTTP/1.1", "A: b\r\n".repeat(10_000), NONE));
    refused(
        "JSON ten thousand levels deep",
        "unsigned, to exhaust the parser",
        401,
        house -> post(EVENTS, "application/json", "", "[".repeat(10_000).getBytes()));
    refused(
        GZIP,
        "a body that could be a thousand times larger unpacked",
        400,
        house -> post(EVENTS, FORM, "Content-Encoding: gzip\r\n", command()));
  }

  private void shapes() {
    String post = "POST /slack/events HTTP/1.1";
    refused(
        "length and chunks together",
        "request smuggling: Content-Length and Transfer-Encoding",
        400,
        house ->
            raw(
                post,
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "0\r\n\r\n".getBytes()));
    refused(
        "two lengths",
        "request smuggling: two Content-Length headers",
        400,
        house -> raw(post, "Content-Length: 4\r\nContent-Length: 40\r\n", "abcd".getBytes()));
    refused(
        "space before the colon",
        "request smuggling: Transfer-Encoding : chunked",
        400,
        house -> raw(post, "Transfer-Encoding : chunked\r\n", "0\r\n\r\n".getBytes()));
    refused(
        "bare line feeds",
        "request smuggling: lines of the head end with LF alone",
        400,
        house -> (post + "\nHost: localhost\nContent-Length: 0\n\n").getBytes());
    refused(
        "another host in the address",
        "GET http://evil.example/healthz with Host: localhost",
        400,
        house -> raw("GET http://evil.example/healthz HTTP/1.1", "", NONE));
    refused(VERSION, "GET /healthz HTTP/9.9", 400, house -> raw("GET /healthz HTTP/9.9", "", NONE));
    refused(
        TRACE,
        "TRACE /healthz, to read headers back",
        405,
        house -> raw("TRACE /healthz HTTP/1.1", "Cookie: secret=1\r\n", NONE));
    refused("OPTIONS", "OPTIONS *", 405, house -> raw("OPTIONS * HTTP/1.1", "", NONE));
  }

  private void paths() {
    refused(
        PARAMETER,
        "/slack/events;x=1, which a proxy takes for another path",
        400,
        house -> post("/slack/events;x=1", FORM, "", command()));
    refused(
        "empty segment",
        "//slack/events",
        400,
        house -> post("//slack/events", FORM, "", command()));
    refused(
        "encoded dots",
        "/github/%2e%2e/slack/events",
        400,
        house -> post("/github/%2e%2e/slack/events", FORM, "", command()));
    refused(
        "encoded letters",
        "/slack/%65vents",
        400,
        house -> post("/slack/%65vents", FORM, "", command()));
    tries(
        "probes that talk",
        "reads /metrics, /readyz and /healthz for secrets, names and versions",
        "figures without a name in them",
        Waiting::probes);
  }

  private static byte[] at(Gatehouse house, int minutes) {
    return signed(house, Instant.now().plus(Duration.ofMinutes(minutes)), command());
  }

  private static byte[] forged(String secret) {
    Instant now = Instant.now();
    byte[] body = (COMMAND + UUID.randomUUID()).getBytes();
    byte[] head = ("v0:" + now.getEpochSecond() + ":").getBytes();
    return post(
        EVENTS, FORM, slack(now, "v0=" + Gatehouse.hmac("HmacSHA256", secret, head, body)), body);
  }
}
