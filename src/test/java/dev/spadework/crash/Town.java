package dev.spadework.crash;

import dev.spadework.context.Hidden;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.forge.GitHubServer;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.slack.Hall;
import dev.spadework.store.Store;
import dev.spadework.worker.Shop;
import dev.spadework.worker.Watch;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.GitHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;

/**
 * Everything around the bot, which goes on while the bot dies: Slack, the model, GitHub, a git
 * server, all over HTTP, the disk and the database.
 */
final class Town implements AutoCloseable {
  static final String REPO = "acme/shop";
  static final String TOKEN = "ghs_town-token-0123456789";
  static final String KEY = "gemini-key-0123456789";

  /** Made once: copying it is much quicker than a dozen calls of git. */
  private static final Path SERVED = served();

  private static final long LOOK_MILLIS = 25;

  /** A command that was really run. */
  record Ran(String task, String command) {}

  final Path dir;
  final String database;
  final Watch clock = new Watch();
  final SlackStandIn slack = new SlackStandIn(clock);
  final ScriptedGemini model;
  final GitHubServer github;
  final GitHttpServer git;
  final Git origin;
  final Sandboxes sandboxes;
  final Redactor redactor = Redactor.of(List.of(TOKEN, KEY));
  final List<Ran> commands = new CopyOnWriteArrayList<>();
  final Roads roads;

  /** The record as somebody sees it who never dies. */
  final Journal record;

  private final CountDownLatch never = new CountDownLatch(1);
  private final Store store;
  private final Server desk;
  private volatile Fate fate;
  private volatile Consumer<String> onCommand = command -> {};
  private volatile BiFunction<String, Crossing.Call, Optional<Passage>> weather =
      (name, call) -> Optional.empty();

  /** A town with this story in it, and this database. */
  Town(Path dir, String database, Tale tale) throws Exception {
    this(dir, database, tale, Sandboxes.unconfined(dir.resolve("homes")));
  }

  /** The same, where commands run there. */
  Town(Path dir, String database, Tale tale, Sandboxes sandboxes) throws Exception {
    this.dir = dir;
    this.database = database;
    fate = new Fate(Optional.empty());
    model = Shop.scripted(Watchful.of(tale.script()));
    Path served = dir.resolve("served");
    copy(SERVED, served);
    git = GitHttpServer.start(served, TOKEN);
    github = GitHubServer.start(TOKEN).repository(REPO, true);
    origin = Git.in(served.resolve(REPO + ".git"));
    this.sandboxes = sandboxes;
    desk = Hall.town(slack.api(), slack.responder());
    desk.start();
    roads =
        new Roads(
            URI.create("http://127.0.0.1:" + Hall.port(desk)),
            URI.create(model.baseUrl()),
            github.url(),
            URI.create(git.url(REPO)),
            this::pass);
    slack.responses(URI.create(roads.slack.url("/responses/")));
    store = Store.open(database);
    record = new Journal(store, clock, redactor);
  }

  private static Path served() {
    try {
      Path dir = Files.createTempDirectory("crash-served");
      try (GitHttpServer server = GitHttpServer.start(dir.resolve("served"), TOKEN)) {
        server.publish(REPO, Shop.in(dir.resolve("source")));
      }
      return dir.resolve("served");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  /** What befalls calls, by their names, besides death. */
  void weather(BiFunction<String, Crossing.Call, Optional<Passage>> other) {
    weather = other;
  }

  private Passage pass(String name, Crossing.Call call) {
    Fate mine = fate;
    mine.before(name);
    return weather.apply(name, call).orElseGet(() -> new Passage.Through(() -> mine.after(name)));
  }

  /** Another process over the same database and disk. */
  Life live(Fate other) throws Exception {
    fate = other;
    return new Life(this, other);
  }

  /** Called before a command is run, on the worker's thread. */
  void onCommand(Consumer<String> listener) {
    onCommand = listener;
  }

  void runs(String task, String command) {
    commands.add(new Ran(task, command));
    onCommand.accept(command);
  }

  /** Waits a moment; the world is not asked all the time, because that slows it down. */
  void lookAgain() throws InterruptedException {
    never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  UnaryOperator<String> hides() {
    return Hidden::strip;
  }

  @Override
  public void close() throws Exception {
    roads.close();
    store.close();
    model.close();
    git.close();
    github.close();
    desk.stop();
    slack.close();
  }
}
