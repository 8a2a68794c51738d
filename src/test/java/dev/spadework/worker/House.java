package dev.spadework.worker;

import dev.spadework.agent.Agent;
import dev.spadework.agent.Repo;
import dev.spadework.context.Hidden;
import dev.spadework.context.Index;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.forge.Forge;
import dev.spadework.forge.GitHubServer;
import dev.spadework.journal.DayCaps;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Quotas;
import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import dev.spadework.memory.Lessons;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Notes;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Names;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.GitHttpServer;
import dev.spadework.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Everything that a task meets, real but for the model and GitHub, which speak their protocols from
 * this process: SQLite, git over HTTP with a token, namespaces for commands.
 */
public final class House implements AutoCloseable {
  public static final String REPO = "acme/shop";
  public static final String TOKEN = "ghs_house-token-0123456789";
  public static final String KEY = "gemini-key-0123456789";
  private Duration patience = Duration.ofSeconds(60);

  private final Redactor redactor = Redactor.of(List.of(TOKEN, KEY));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  public final ScriptedGemini model;
  public final GitHttpServer git;
  public final GitHubServer github;
  public final Git origin;
  public Journal journal;

  /** Time can be put forward; back-off is waited for that way. */
  final Watch watch = new Watch();

  final List<String> commands = new CopyOnWriteArrayList<>();

  private volatile Consumer<String> onCommand = command -> {};

  final Path dir;
  Living living;
  private final Store noted;
  final Notes notes;
  public final Lessons lessons;

  private final Sandboxes sandboxes;
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
  private Optional<Models> models = Optional.empty();
  private Prices prices = Prices.of(Map.of());
  private int maxCalls = 40;
  private DayCaps money = new DayCaps(20_000_000, 10_000_000, Map.of(), ZoneOffset.UTC);
  private int concurrent = 2;
  private int asked;
  List<String> roles = Shop.ONE_MODEL;
  int conversation = 24_000;
  private UnaryOperator<Repo> repos = repo -> repo;

  public House(Path dir, Script script) {
    this(dir, script, Namespaces.sandboxes(dir.resolve("homes")), Shop.in(dir.resolve("source")));
  }

  /** With commands run there, and another repository. */
  public House(Path dir, Script script, Sandboxes sandboxes, Git source) {
    this.dir = dir;
    this.sandboxes = sandboxes;
    model = Shop.scripted(script);
    git = GitHttpServer.start(dir.resolve("served"), TOKEN);
    github = GitHubServer.start(TOKEN).repository(REPO, true);
    origin = git.publish(REPO, source);
    noted = Store.open("jdbc:sqlite:" + dir.resolve("notes.db"));
    notes = new Notes(noted, watch, redactor, Hidden::strip);
    lessons = new Lessons(noted, watch, redactor, Hidden::strip);
    start();
  }

  House models(Models others, Prices theirs) {
    models = Optional.of(others);
    prices = theirs;
    return this;
  }

  House with(UnaryOperator<Repo> other) {
    repos = other;
    return this;
  }

  /** Model calls of one task, from the next start on. */
  public House maxCalls(int calls) {
    maxCalls = calls;
    return this;
  }

  /** Money of a day, from the next start on. */
  House money(DayCaps caps) {
    money = caps;
    return this;
  }

  House patience(Duration longest) {
    patience = longest;
    return this;
  }

  /** Tasks at a time, from the next start on. */
  House concurrent(int tasks) {
    concurrent = tasks;
    return this;
  }

  /** Called after each append, on the thread that made it. */
  House onAppend(Consumer<Entry> listener) {
    listeners.add(listener);
    return this;
  }

  public void start() {
    living = process("w");
    journal = living.journal;
    living.start();
  }

  /** Another process over the same database and disk, not started yet. */
  Living process(String name) {
    return new Living(
        dir,
        watch,
        redactor,
        sandboxes,
        this::ran,
        this::agent,
        new WorkerSettings(name, concurrent, Duration.ofSeconds(20)),
        Quotas.NONE.with(money),
        this::heard);
  }

  void onCommand(Consumer<String> listener) {
    onCommand = listener;
  }

  private void ran(String command) {
    commands.add(command);
    onCommand.accept(command);
  }

  private void heard(Entry entry) {
    lock.lock();
    try {
      news.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  private Agent agent(Sandboxes boxes, Workspace workspace) {
    Repo repo = repos.apply(Shop.repo(REPO, git.url(REPO), TOKEN));
    return new Agent(
        Shop.settings(maxCalls, conversation),
        name -> Optional.of(repo).filter(each -> each.name().equals(name)),
        models.orElseGet(() -> Shop.models(KEY, model.baseUrl(), roles)),
        prices,
        boxes,
        workspace,
        any -> Forge.github(github.url(), TOKEN, redactor),
        Index.in(dir.resolve("index"), watch),
        memory(),
        redactor,
        Names.IDS);
  }

  public Memory memory() {
    return Memory.at(dir.resolve("memory"), redactor, Hidden::strip).with(notes).with(lessons);
  }

  /** Stops the process; what is under way is handed back. */
  public void stop() {
    living.stop();
  }

  public void restart() {
    stop();
    start();
  }

  /** The same request once more, as Slack delivers it when it got no answer. */
  String askAgain(String text) {
    asked = 0;
    return ask(text);
  }

  public String ask(String text) {
    return ask(text, 1_000_000);
  }

  public String ask(String text, long budgetMicros) {
    Request request = Request.of(text, REPO, budgetMicros, "U0ANN", "C0ENG").make();
    return journal.open("trigger-" + asked++, request).task();
  }

  public Task await(String id, Predicate<Task> like) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      Task task = journal.task(id).orElseThrow();
      while (!like.test(task)) {
        if (System.nanoTime() > deadline || task.ending().isPresent()) {
          throw new AssertionError(task.phase() + " " + task.ending() + "\n" + events(id));
        }
        // Woken by each append; the time-out covers one between the look and the wait.
        news.await(100, TimeUnit.MILLISECONDS);
        task = journal.task(id).orElseThrow();
      }
      return task;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  public Task awaitEnd(String id) {
    return await(id, task -> task.ending().isPresent());
  }

  public Task awaitGate(String id, Gate.Kind kind) {
    return await(id, task -> task.gates().open().filter(g -> g.kind() == kind).isPresent());
  }

  public Task awaitPhase(String id, Phase phase) {
    return await(id, task -> task.phase() == phase);
  }

  public void decide(String id, Choice choice, String text) {
    journal.decide(
        id,
        task ->
            task.gates()
                .open()
                .map(gate -> new TaskEvent.Decided(gate.id(), choice, "U0BOB", text)));
  }

  public void say(String id, String text) {
    journal.add(id, Optional.empty(), new TaskEvent.Said("U0ANN", text));
  }

  public String events(String id) {
    StringBuilder lines = new StringBuilder();
    journal
        .entries(id)
        .forEach(
            entry -> {
              String text = entry.event().toString();
              lines.append(text, 0, Math.min(text.length(), 300)).append('\n');
            });
    return lines.toString();
  }

  @Override
  public void close() {
    stop();
    noted.close();
    model.close();
    git.close();
    github.close();
  }
}
