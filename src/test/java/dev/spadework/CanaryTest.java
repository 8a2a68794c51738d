package dev.spadework;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import dev.spadework.workspace.GitHttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The bot's own secrets are put into it wherever somebody could: the request, a reply, what the
 * model says and runs. They must not come out of it anywhere.
 */
class CanaryTest {
  private static final int PIECE = 12;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ADDRESS = "pr0xy-Kj8sPq2vXz";

  /** Held by the process, and used by nothing in this run. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "OPENAI_API_KEY", "openai-canary-7Gh2Kd9Lm4Pq",
          "ANTHROPIC_API_KEY", "anthropic-canary-3Bn8Vc5Xz1",
          "GITHUB_APP_PRIVATE_KEY", "app-canary-MIIEpAIBAAKCAQEA7bq98r",
          "GITHUB_WEBHOOK_SECRET", "webhook-canary-9Tr4Yu7Io2",
          "OWN_BACKUP_PASSWORD", "backup-canary-6Fd3Gs8Hj1");

  @TempDir Path dir;

  @Test
  void noSecretOfTheBotLeavesIt() throws Exception {
    Leak leak = new Leak();
    try (Outside world = new Outside(dir, request -> leak.story.answer(request))) {
      List<String> secrets =
          new ArrayList<>(
              List.of(
                  world.slack.token(), world.slack.signingSecret(), Outside.KEY, Outside.TOKEN));
      OTHERS.forEach(world::environment);
      secrets.addAll(OTHERS.values());
      world.environment("BACKUP_URL", "http://bot:" + ADDRESS + "@127.0.0.1:9");
      secrets.add(ADDRESS);
      leak.tell(secrets.stream().map(CanaryTest::forms).collect(Collectors.joining(" ")));
      world.start();
      Children children = new Children(world.pid());
      Asked done = Asked.by(world, "done", "describe rounding, with " + leak.all);
      done.asks("Approve");
      done.reply(SlackStandIn.ANN, "go on with " + leak.all);
      done.awaits("The pull request is ready");
      done.keep("canary");
      world.git.mood(GitHttpServer.Mood.NO_PUSH);
      Asked failed = Asked.by(world, "failed", "describe it again, with " + leak.all);
      failed.awaits("Nothing was pushed");
      Path failures = dir.resolve("memory/failure_log.md");
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!(Files.exists(failures) && Files.readString(failures).contains(failed.id))) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      List<String> told = new ArrayList<>(answers(world));
      quit(world.pid());
      children.close();
      assertThat(world.terminate()).isZero();
      for (String id : List.of(done.id, failed.id)) {
        told.add(line(world, "trace", id));
      }
      told.add(line(world, "doctor"));
      told.add(line(world, "digest"));
      for (String secret : secrets) {
        clean("children", secret, children.seen());
        clean("answers", secret, told.stream());
        clean("Slack", secret, said(world));
        clean("model", secret, world.model.seen().stream().map(s -> s.body()));
        clean("GitHub", secret, world.github.requests().stream().map(r -> r.path() + r.body()));
        clean("branch", secret, Stream.of(world.origin.run("log", "-p", "--all")));
        clean("log", secret, Stream.of(world.logged()));
        clean("files", secret, files());
      }
    }
  }

  /** As it is, and as somebody writes it who does not want it to be found. */
  private static String forms(String secret) {
    return String.join(
        " ",
        secret,
        encoded(secret, 0),
        encoded(secret, 1),
        encoded(secret, 2),
        HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)),
        URLEncoder.encode(secret, StandardCharsets.UTF_8));
  }

  private static String encoded(String secret, int before) {
    String text = "-".repeat(before) + secret;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the HTTP server says to strangers. */
  private static List<String> answers(Outside world) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String path : List.of("/healthz", "/readyz", "/metrics", "/nothing", "/slack/events")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(world.url(path))).timeout(SOON).build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      answers.add(answer.headers() + answer.body());
    }
    return answers;
  }

  /** Has the process write its threads to its log. */
  private static void quit(long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor()).isZero();
  }

  /** What a command of the jar prints, whatever comes of it. */
  private static String line(Outside world, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine(new World(world.environment(), Clock.systemUTC()));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", world.config().toString()));
    line.execute(all.toArray(String[]::new));
    return out.toString();
  }

  private static void clean(String where, String secret, Stream<String> texts) {
    List<String> all = texts.toList();
    assertThat(all).as(where).isNotEmpty();
    for (int before = 0; before < 3; before++) {
      String whole = encoded(secret, before);
      String inner = whole.substring(before + 1, whole.length() - 4);
      assertThat(all.stream().filter(text -> text.contains(inner)).map(t -> around(t, inner)))
          .as(where + " in base64")
          .isEmpty();
    }
    // A piece of a secret that was cut on the way is a leak too.
    for (int from = 0; from + PIECE <= secret.length(); from++) {
      String piece = secret.substring(from, from + PIECE);
      List<String> leaks = all.stream().filter(text -> text.contains(piece)).toList();
      assertThat(leaks.stream().map(text -> around(text, piece))).as(where).isEmpty();
    }
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return text.substring(
        Math.max(0, at - 200), Math.min(text.length(), at + secret.length() + 50));
  }

  private static Stream<String> said(Outside world) {
    return Stream.of("chat.postMessage", "chat.update", "chat.postEphemeral", "views.open")
        .flatMap(method -> world.slack.calls(method).stream())
        .map(Object::toString);
  }

  /** Database, journal, work trees, mirrors, memory: all that the bot has written. */
  private Stream<String> files() throws IOException {
    try (Stream<Path> below = Files.walk(dir)) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(dir.resolve("served")))
          .map(CanaryTest::read)
          .toList()
          .stream();
    }
  }

  private static String read(Path file) {
    try {
      return file + "\n" + Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A model that repeats every secret at every chance. */
  private static final class Leak {
    private volatile String all = "";
    private volatile Story story = Story.named("leak");

    private void tell(String secrets) {
      all = secrets;
      story =
          Story.named("leak")
              .plan(NoteStory.plan(0.4, "What about " + secrets + "?"))
              .planWhen("go on with", NoteStory.plan(0.9))
              .turn(
                  Answer.calls(
                          call(
                              "run_command",
                              Map.of("command", "env; cat /proc/1/environ; echo " + secrets)))
                      .saying("I saw " + secrets)
                      .thinking("I think " + secrets))
              .turn(NoteStory.WRITES)
              .turn(NoteStory.TESTS)
              .turn(
                  call(
                      "finish",
                      Map.of(
                          "summary",
                          "`" + NoteStory.FILE + "`: " + secrets,
                          "risks",
                          List.of("Known to all: " + secrets))))
              .summary("Describe " + secrets + "\n\nSays " + secrets);
    }
  }
}
