package dev.spadework;

import dev.spadework.desk.DeskServer;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.forge.GitHubServer;
import dev.spadework.intake.Outcomes;
import dev.spadework.journal.Journal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The whole bot of {@code serve --no-worker} in this process, with its real HTTP server, between
 * stand-ins for Slack and GitHub: what a network attacker stands in front of.
 */
public final class Gatehouse implements AutoCloseable {
  public static final String REPO = "acme/billing";
  public static final String WEBHOOK_SECRET = "webhook-secret-0123456789abcdef";
  public static final String TOKEN = "ghs_gatehouse-token-0123456789ab";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public final SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
  public final GitHubServer github = GitHubServer.start(TOKEN).repository(REPO, true);
  private final DeskServer slackServer = DeskServer.start(slack);
  private final Http http;
  private final Ground ground;
  private final Outcomes outcomes;
  private final Bot bot;

  /** A bot that drops a caller who takes longer than this for one request. */
  public Gatehouse(Path dir, Duration whole) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("SLACK_BOT_TOKEN", slack.token());
    environment.put("SLACK_SIGNING_SECRET", slack.signingSecret());
    environment.put("SLACK_API_URL", slackServer.apiUrl());
    environment.put("GEMINI_API_KEY", "key-of-the-test-0123456789");
    environment.put("GITHUB_TOKEN", TOKEN);
    environment.put("GITHUB_API_URL", github.url().toString());
    environment.put("GITHUB_WEBHOOK_SECRET", WEBHOOK_SECRET);
    environment.put("DATABASE_URL", "jdbc:sqlite:" + dir.resolve("spadework.db"));
    Path file = dir.resolve("spadework.yml");
    Files.writeString(
        file,
        """
        slack: { channel: "#eng-agents" }
        data: %s
        memory: %s
        repos:
          %s: { trigger-label: spadework, trigger-word: /spadework }
          acme/closed: {}
        """
            .formatted(dir.resolve("data"), dir.resolve("memory"), REPO));
    SettingsReader.Read read = SettingsReader.read(Optional.of(file), environment);
    Settings settings = read.orThrow(Needs.serve(read.settings(), false));
    Callers.Bounds usual = Callers.Bounds.USUAL;
    http =
        Http.open(
            "127.0.0.1",
            0,
            Duration.ofSeconds(2),
            new Callers.Bounds(usual.connections(), usual.bodies(), whole));
    ground = Ground.open(settings, Clock.systemUTC());
    outcomes = ServeCommand.forges(ground).outcomes(ground);
    bot = new Bot(ground, http, Optional.empty(), outcomes);
    bot.start();
    slack.bot(url("/slack/events"));
  }

  public int port() {
    return http.port();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  public Journal journal() {
    return ground.journal();
  }

  /** How many tasks there are. */
  public int tasks() {
    return journal().tasks().recent(100_000).size();
  }

  /** How many deliveries of a forge were written down; with a filter on what is to be done. */
  public long deliveries(String where) {
    return ground
        .store()
        .read(
            tx ->
                tx.first(
                        "select count(*) as n from deliveries where " + where,
                        row -> row.number("n"))
                    .orElse(0L));
  }

  /** Waits until all that GitHub told was seen to. */
  public void settle() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (deliveries("done_at is null and lease_until <= 9e15") > 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("deliveries are not seen to");
      }
      Thread.onSpinWait();
    }
  }

  /** Slack's signature of a body, with the secret of this bot. */
  public String slackSigned(Instant at, byte[] body) {
    byte[] head = ("v0:" + at.getEpochSecond() + ":").getBytes(StandardCharsets.UTF_8);
    return "v0=" + hmac("HmacSHA256", slack.signingSecret(), head, body);
  }

  /** GitHub's signature of a body. */
  public static String githubSigned(String secret, byte[] body) {
    return "sha256=" + hmac("HmacSHA256", secret, body);
  }

  /** A code of these parts, in hexadecimal digits. */
  public static String hmac(String algorithm, String secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      List.of(parts).forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    bot.close();
    slackServer.close();
    slack.close();
    github.close();
  }
}
