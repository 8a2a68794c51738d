package dev.spadework;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.DeskServer;
import dev.spadework.desk.Message;
import dev.spadework.desk.Sample;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.forge.GitHubServer;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.GitHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The world around one {@code serve} that runs as a process of its own: stand-ins for Slack, Gemini
 * and GitHub that speak their protocols over HTTP, and a real git server that checks a token. The
 * process can be killed; the world goes on.
 */
final class Outside implements AutoCloseable {
  static final String REPO = "acme/billing";
  static final String KEY = "gemini-key-0123456789abcdef";
  static final String TOKEN = "ghs_outside-token-0123456789abcdef";
  private static final Duration READY = Duration.ofSeconds(60);

  private final Path dir;
  private final int port;
  private final String kind;
  private final String image;
  private final Project project;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String more = "";
  private List<String> subcommand = List.of("serve");
  private List<String> jvm = Crew.jvm();
  private final HttpClient http = HttpClient.newHttpClient();
  final SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
  final DeskServer slackServer;
  final ScriptedGemini model;
  final GitHubServer github;
  final GitHttpServer git;
  final Git origin;
  private Process serve;

  /**
   * The world; {@link #start} starts the bot in it.
   *
   * @param kind of the sandbox
   */
  Outside(Path dir, Script script, String kind, String image) throws IOException {
    this(dir, script, kind, image, Project.sample(dir));
  }

  /**
   * What {@link #REPO} is.
   *
   * @param setup blank for none
   */
  record Project(Git source, String test, String setup) {
    /** The sample of {@code try}. */
    static Project sample(Path dir) throws IOException {
      Git source = Git.init(dir.resolve("source"));
      for (var file : Sample.files().entrySet()) {
        Path path = source.directory().resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue().content());
        if (file.getValue().executable() && !path.toFile().setExecutable(true)) {
          throw new IOException(path + " cannot be made executable");
        }
      }
      source.commit("Invoices");
      return new Project(source, Sample.TEST, "");
    }
  }

  /** The world with a repository of its own. */
  Outside(Path dir, Script script, String kind, String image, Project project) throws IOException {
    this.dir = dir;
    this.kind = kind;
    this.image = image;
    this.project = project;
    slackServer = DeskServer.start(slack);
    model = ScriptedGemini.start(0, script);
    github = GitHubServer.start(TOKEN).repository(REPO, true);
    git = GitHttpServer.start(dir.resolve("served"), TOKEN);
    origin = git.publish(REPO, project.source());
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    slack.bot(URI.create(url("/slack/events")));
    slack.responses(slackServer.url("/desk/respond/"));
    furnish();
  }

  /** Commands run without Docker. */
  Outside(Path dir, Script script) throws IOException {
    this(dir, script, "process", "none");
  }

  /** More lines for {@code spadework.yml}, from the next start on. */
  Outside settings(String lines) {
    more = lines;
    return this;
  }

  /** Another value of an environment variable, from the next start on. */
  Outside environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Only the half that takes requests in, from the next start on. */
  Outside withoutWorker() {
    subcommand = List.of("serve", "--no-worker");
    return this;
  }

  /** Another way to start processes, from the next start on. */
  Outside jvm(List<String> arguments) {
    jvm = arguments;
    return this;
  }

  List<String> jvm() {
    return jvm;
  }

  /** What the process is started with, beside what is set here anyway. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** Its settings. */
  Path config() {
    return dir.resolve("spadework.yml");
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Starts the bot and waits until it takes requests in; returns how long that took. */
  Duration start() throws IOException, InterruptedException {
    long start = System.nanoTime();
    launch();
    awaitReady();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Starts the bot where it is expected to give up; returns its exit code. */
  int startInVain() throws IOException, InterruptedException {
    launch();
    if (!serve.waitFor(READY.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("serve goes on:\n" + logged());
    }
    return serve.exitValue();
  }

  /** Starts the bot and waits for nothing. */
  void launch() throws IOException {
    Path config = dir.resolve("spadework.yml");
    Files.writeString(
        config,
        """
        slack: { channel: "#eng-agents" }
        sandbox: { kind: %s, allow-process: true, image: "%s" }
        data: "%s"
        memory: "%s"
        repos:
          %s: { clone-url: "%s", base: main, test: "%s", setup: "%s" }
        """
                .formatted(
                    kind,
                    image,
                    dir.resolve("data"),
                    dir.resolve("memory"),
                    REPO,
                    git.url(REPO),
                    project.test(),
                    project.setup())
            + more);
    ProcessBuilder builder = Crew.process(dir, config, subcommand, jvm);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    serve = builder.start();
  }

  private void furnish() {
    environment.put("SLACK_BOT_TOKEN", slack.token());
    environment.put("SLACK_SIGNING_SECRET", slack.signingSecret());
    environment.put("SLACK_API_URL", slackServer.apiUrl());
    environment.put("GEMINI_API_KEY", KEY);
    environment.put("GEMINI_BASE_URL", model.baseUrl());
    environment.put("GITHUB_TOKEN", TOKEN);
    environment.put("GITHUB_API_URL", github.url().toString());
    environment.put("DATABASE_URL", "jdbc:sqlite:" + dir.resolve("spadework.db"));
    environment.put("PORT", "" + port);
  }

  void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (status("/readyz") != 200) {
      if (System.nanoTime() > deadline || !serve.isAlive()) {
        throw new AssertionError("serve is not ready:\n" + logged());
      }
      serve.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  int status(String path) throws InterruptedException {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(url(path))).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  Path log() {
    return dir.resolve("serve.log");
  }

  /** All that the bot has logged so far. */
  String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return serve.pid();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    serve.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns the exit code. */
  int terminate() throws InterruptedException {
    serve.destroy();
    return serve.waitFor();
  }

  Delivered ask(String text) {
    return slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, text);
  }

  Message await(String piece) throws InterruptedException {
    return await(piece, Duration.ofSeconds(90));
  }

  Message await(String piece, Duration atMost) throws InterruptedException {
    try {
      return slack.awaitMessage(message -> message.says(piece), atMost);
    } catch (IllegalStateException e) {
      throw new AssertionError(e.getMessage() + "\n" + logged(), e);
    }
  }

  @Override
  public void close() throws Exception {
    if (serve != null) {
      serve.destroyForcibly().waitFor();
    }
    slackServer.close();
    slack.close();
    model.close();
    github.close();
    git.close();
  }
}
