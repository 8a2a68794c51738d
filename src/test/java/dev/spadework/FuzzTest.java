package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.Delivered;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.forge.GitHubTells;
import java.io.IOException;
import java.net.SocketException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Malformed requests to both ways in: no 5xx, no hang, no trace of unsigned ones, flat memory. */
class FuzzTest {
  private static final long SEED = 20261122;
  private static final int THREADS = 8;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int HEAP_MAY_GROW = 24 << 20;

  /** One good request of each kind. */
  private record Good(String path, String type, String event, String body) {
    boolean slack() {
      return path.startsWith("/slack");
    }
  }

  @TempDir private Path dir;
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private Gatehouse house;

  @Test
  void malformedRequestsAreRefused() throws Exception {
    fuzz(160);
  }

  @Test
  @Tag("bench")
  void aHundredThousandMalformedRequestsAreRefused() throws Exception {
    fuzz(100_000);
  }

  private void fuzz(int requests) throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    try (Gatehouse opened = new Gatehouse(dir, Duration.ofSeconds(2))) {
      house = opened;
      List<Good> goods = goods();
      int tasks = house.tasks();
      long deliveries = house.deliveries("1 = 1");
      root.setLevel(Level.OFF);
      run(goods, requests / 10, 0, false);
      long heap = heap();
      run(goods, requests * 5 / 10, 1, false);
      assertThat(house.tasks()).isEqualTo(tasks);
      assertThat(house.deliveries("1 = 1")).isEqualTo(deliveries);
      run(goods, requests * 4 / 10, 2, true);
      long grown = heap() - heap;
      assertThat(grown).isLessThan(HEAP_MAY_GROW);
      assertThat(command("still here").status()).isEqualTo(200);
      note(
          requests
              + " malformed requests: "
              + answers
              + ", heap grew by "
              + (grown >> 10)
              + " KiB");
    } finally {
      root.setLevel(before);
    }
  }

  private void run(List<Good> goods, int requests, int round, boolean signed) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(
            pool.submit(
                () -> {
                  many(goods, requests / THREADS, round * THREADS + thread, signed);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void many(List<Good> goods, int requests, int lane, boolean signed) throws IOException {
    Mangle mangle = new Mangle(SEED + lane);
    RawHttp line = new RawHttp(house.port(), lane);
    for (int i = 0; i < requests; i++) {
      Good good = mangle.one(goods);
      byte[] request = request(mangle, good, signed);
      Optional<RawHttp.Answer> answer = sent(line, request, !signed);
      count(answer.map(a -> String.valueOf(a.status())).orElse("closed"));
      int status = answer.map(RawHttp.Answer::status).orElse(0);
      if (status >= 500) {
        throw new AssertionError(status + " for\n" + shown(request));
      }
      if (!signed || answer.isEmpty() || answer.get().closes()) {
        line.close();
        line = new RawHttp(house.port(), lane + (i + 1) * 24);
      }
    }
    line.close();
  }

  private static Optional<RawHttp.Answer> sent(RawHttp line, byte[] request, boolean last)
      throws IOException {
    try {
      line.begin(request);
      if (last) {
        // Or what a cut-off request announced would be awaited.
        line.end();
      }
    } catch (SocketException e) {
      // Refused before it was all sent; there may be an answer all the same.
    }
    return line.answer();
  }

  private static String shown(byte[] request) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    return text.replaceAll("(.{1,12}?)\\1{20,}", "$1…").replaceAll("(?s)(?<=.{3000}).*", "…");
  }

  private byte[] request(Mangle mangle, Good good, boolean signed) {
    byte[] body = body(mangle, good);
    StringBuilder headers = new StringBuilder();
    String type = mangle.below(8) > 0 ? good.type : mangle.one(List.of(JSON, FORM, "text/plain"));
    headers.append("Content-Type: ").append(type).append("\r\n");
    if (good.slack()) {
      Instant now = Instant.now();
      headers.append("X-Slack-Request-Timestamp: ").append(now.getEpochSecond()).append("\r\n");
      String signature = signed ? house.slackSigned(now, body) : "v0=" + "0".repeat(64);
      headers.append("X-Slack-Signature: ").append(signature).append("\r\n");
    } else {
      String secret = signed ? Gatehouse.WEBHOOK_SECRET : "another-secret";
      String event = mangle.below(9) > 0 ? good.event : mangle.one(List.of("", "x y", "push"));
      headers.append("X-GitHub-Event: ").append(event).append("\r\n");
      headers.append("X-GitHub-Delivery: ").append(mangle.below(1 << 30)).append("\r\n");
      headers.append("X-Hub-Signature-256: " + Gatehouse.githubSigned(secret, body) + "\r\n");
    }
    if (!signed && mangle.below(2) == 0) {
      return mangle.http(good.path, headers.toString(), body);
    }
    String head = "POST " + good.path + " HTTP/1.1\r\nHost: x\r\n" + headers;
    byte[] first =
        (head + "Content-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = java.util.Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return whole;
  }

  private static byte[] body(Mangle mangle, Good good) {
    boolean payload = good.body.startsWith("payload=");
    if (good.type.equals(FORM) && (!payload || mangle.below(4) == 0)) {
      return mangle.bytes(good.body.getBytes(StandardCharsets.UTF_8));
    }
    String json =
        payload ? URLDecoder.decode(good.body.substring(8), StandardCharsets.UTF_8) : good.body;
    String mangled = mangle.json(json);
    String sent =
        payload ? "payload=" + URLEncoder.encode(mangled, StandardCharsets.UTF_8) : mangled;
    return sent.getBytes(StandardCharsets.UTF_8);
  }

  /** What Slack and GitHub really send, kind by kind. */
  private List<Good> goods() {
    List<Delivered> slack = new ArrayList<>();
    slack.add(command("add CSV export"));
    slack.add(command("status"));
    slack.add(command(""));
    String ts = house.slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "look at this").ts();
    slack.add(house.slack.shortcut(SlackStandIn.ANN, SlackStandIn.CHANNEL, ts, "make_task"));
    slack.addAll(
        house.slack.say(
            SlackStandIn.ANN, SlackStandIn.CHANNEL, "<@" + SlackStandIn.BOT + "> help"));
    slack.addAll(house.slack.reply(SlackStandIn.ANN, SlackStandIn.CHANNEL, ts, "and this"));
    slack.addAll(house.slack.edit(SlackStandIn.ANN, SlackStandIn.CHANNEL, ts, "look there"));
    house.slack.openHome(SlackStandIn.ANN).ifPresent(slack::add);
    List<Good> goods = new ArrayList<>();
    slack.forEach(d -> goods.add(new Good("/slack/events", d.contentType(), "", d.body())));
    FuzzPayloads.ALL.forEach(
        json ->
            goods.add(
                new Good(
                    "/slack/events",
                    FORM,
                    "",
                    "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8))));
    ObjectNode dee = GitHubTells.account("dee", "User");
    Map.of(
            "issues", GitHubTells.labelled(Gatehouse.REPO, 1, "a", "b", "spadework", dee),
            "issue_comment", GitHubTells.commented(Gatehouse.REPO, 1, 2, "/spadework go", dee),
            "pull_request", GitHubTells.pull(Gatehouse.REPO, "closed", 1, "spadework/x"),
            "check_run", GitHubTells.checkRun(Gatehouse.REPO, 1, "spadework/x"),
            "check_suite", GitHubTells.checkSuite(Gatehouse.REPO, "spadework/x"),
            "status", GitHubTells.status(Gatehouse.REPO, "spadework/x"))
        .forEach((event, b) -> goods.add(new Good("/github/webhook", JSON, event, b.toString())));
    return goods;
  }

  private Delivered command(String text) {
    Delivered first = house.slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, text);
    // The door closes connections that idled while others were busy; Slack comes again then, too.
    return first.status() == 0
        ? house.slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, text)
        : first;
  }

  private void count(String what) {
    answers.computeIfAbsent(what, any -> new AtomicInteger()).incrementAndGet();
  }

  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void note(String line) throws IOException {
    Files.writeString(
        Files.createDirectories(Path.of("target", "figures")).resolve("door-fuzz.txt"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
