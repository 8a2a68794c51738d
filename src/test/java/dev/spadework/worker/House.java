package dev.spadework.worker;

import dev.spadework.agent.Agent;
import dev.spadework.agent.AgentSettings;
import dev.spadework.agent.Repo;
import dev.spadework.context.Hidden;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.forge.Forge;
import dev.spadework.forge.GitHubServer;
import dev.spadework.journal.Journal;
import dev.spadework.llm.ModelSettings;
import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.GitHttpServer;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Everything that a task meets, real but for the model and GitHub, which speak their protocols from
 * this process: SQLite, git over HTTP with a token, namespaces for commands.
 */
public final class House implements AutoCloseable {
  public static final String REPO = "acme/shop";
  private static final String TOKEN = "ghs_house-token-0123456789";
  private static final String KEY = "gemini-key-0123456789";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path dir;
  private final Redactor redactor = Redactor.of(List.of(TOKEN, KEY));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  public final ScriptedGemini model;
  public final GitHttpServer git;
  public final GitHubServer github;
  public final Git origin;
  private Store store;
  public Journal journal;
  private Workers workers;
  private int maxCalls = 40;
  private int asked;

  public House(Path dir, Script script) {
    this.dir = dir;
    model = scripted(script);
    git = GitHttpServer.start(dir.resolve("served"), TOKEN);
    github = GitHubServer.start(TOKEN).repository(REPO, true);
    origin = git.publish(REPO, shop());
    start();
  }

  private static ScriptedGemini scripted(Script script) {
    try {
      return ScriptedGemini.start(0, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shop in shell: sums prices; its tests print TAP-like lines and a count. */
  private Git shop() {
    Git source = Git.init(dir.resolve("source"));
    source.write("total.sh", "#!/bin/sh\n# Adds the prices.\necho $(($1 + $2))\n");
    source.write("AGENTS.md", "Keep it POSIX shell.\n");
    source.write(
        "test.sh",
        """
        passed=0; failed=0
        for t in tests/*.sh; do
          if sh "$t"; then echo "ok - $t"; passed=$((passed + 1));
          else echo "FAILED $t"; failed=$((failed + 1)); fi
        done
        echo "$passed passed, $failed failed"
        [ "$failed" = 0 ]
        """);
    source.write("tests/adds.sh", "[ \"$(sh total.sh 1 2)\" = 3 ]\n");
    source.commit("A shop");
    return source;
  }

  public House maxCalls(int calls) {
    maxCalls = calls;
    return this;
  }

  /** Starts the store and the workers, as a process would. */
  public void start() {
    store = Store.open("jdbc:sqlite:" + dir.resolve("spadework.db"));
    journal = new Journal(store, Clock.systemUTC(), redactor);
    journal.onAppend(
        entry -> {
          lock.lock();
          try {
            news.signalAll();
          } finally {
            lock.unlock();
          }
        });
    Workspace workspace = Workspace.at(dir.resolve("data"), redactor);
    Sandboxes sandboxes = Sandboxes.process(dir.resolve("homes"));
    AgentSettings settings =
        new AgentSettings(
            maxCalls,
            Duration.ofMinutes(30),
            8192,
            0.7,
            2000,
            "",
            Limits.defaults(),
            Duration.ofSeconds(60));
    Agent agent =
        new Agent(
            settings,
            name -> Optional.of(repo()).filter(repo -> repo.name().equals(name)),
            models(),
            Prices.of(Map.of()),
            sandboxes,
            workspace,
            repo -> Forge.github(github.url(), TOKEN, redactor),
            Memory.at(dir.resolve("memory"), redactor, Hidden::strip),
            redactor);
    workers =
        new Workers(
            journal,
            agent,
            new Reaper(Clock.systemUTC(), journal, sandboxes, workspace),
            Clock.systemUTC(),
            new WorkerSettings(
                "w", 2, Duration.ofSeconds(20), 20_000_000, 10_000_000, ZoneOffset.UTC));
    workers.start();
  }

  private Models models() {
    String name = "gemini:gemini-3.5-flash";
    return Models.of(
        new ModelSettings(
            name,
            name,
            name,
            Optional.empty(),
            Map.of("gemini", new ModelSettings.Access(KEY, model.baseUrl()))));
  }

  private Repo repo() {
    return new Repo(
        REPO,
        new Remote(REPO, git.url(REPO), Optional.of(TOKEN)),
        Optional.empty(),
        Optional.empty(),
        Optional.of("sh test.sh"),
        Optional.empty());
  }

  /** Stops the process; what is under way is handed back. */
  public void stop() {
    workers.close();
    store.close();
  }

  public void restart() {
    stop();
    start();
  }

  public String ask(String text) {
    return ask(text, 1_000_000);
  }

  public String ask(String text, long budgetMicros) {
    Request request =
        new Request(
            text,
            REPO,
            Optional.empty(),
            "change",
            budgetMicros,
            false,
            Optional.empty(),
            "U0ANN",
            "C0ENG",
            Optional.empty());
    return journal.open("trigger-" + asked++, request).task();
  }

  /** Waits until the task is like this. */
  public Task await(String id, Predicate<Task> like) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
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

  /** The names of what happened, one a line. */
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
    model.close();
    git.close();
    github.close();
  }
}
