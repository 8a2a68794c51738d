package dev.spadework;

import dev.spadework.report.Failure;
import dev.spadework.report.Names;
import dev.spadework.report.Outcome;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Guess;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.worker.WorkerSettings;
import dev.spadework.workspace.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One task from the command line to its end, or to a question that nobody answers. */
final class OneTask implements AutoCloseable {
  /** Short, so that a run that was killed can soon be taken up again. */
  private static final Duration LEASE = Duration.ofSeconds(20);

  private final Settings settings;
  private final World world;
  private final Sandboxes sandboxes;
  private final Path root;
  private final PrintWriter out;
  private final Ground ground;
  private final Semaphore news = new Semaphore(0);
  private final String user;
  private @Nullable Hands hands;
  private boolean closed;

  OneTask(Settings settings, World world, Sandboxes sandboxes, Path root, PrintWriter out) {
    this.settings = settings;
    this.world = world;
    this.sandboxes = sandboxes;
    this.root = root;
    this.out = out;
    this.ground = Ground.open(settings, world.clock());
    this.user = System.getProperty("user.name", "somebody");
  }

  /**
   * Works on it; the answer is the exit code. A task that was left before with the same words is
   * taken up again.
   */
  int run(String text, Optional<String> base) throws InterruptedException {
    Request request = request(text, base);
    Optional<Task> left = left(request);
    String id =
        left.map(Task::id)
            .orElseGet(() -> ground.journal().open("run-" + UUID.randomUUID(), request).task());
    say((left.isPresent() ? "Going on with task " : "Task ") + id + " in " + root);
    Watch watch = new Watch(out, ground.redactor());
    watch.knows(ground.journal().entries(id));
    ground
        .journal()
        .onAppend(
            entry -> {
              if (entry.task().equals(id)) {
                watch.sees(entry);
                news.release();
              }
            });
    begin(id);
    return follow(id);
  }

  private int follow(String id) throws InterruptedException {
    Counter counter = new Counter(ground.journal(), ground.redactor(), out, user);
    while (true) {
      Task task = ground.journal().task(id).orElseThrow();
      if (task.ending().isPresent()) {
        return end(task);
      }
      Optional<Gate> gate = task.gates().open();
      if (gate.isPresent()) {
        counter.show(gate.get());
        boolean decided = world.person().filter(p -> counter.decide(id, gate.get(), p)).isPresent();
        if (!decided) {
          say("The task is kept. Run the same command in a terminal to answer and go on.");
          return Main.ASKS;
        }
      } else {
        news.tryAcquire(1, TimeUnit.SECONDS);
        news.drainPermits();
      }
    }
  }

  private int end(Task task) {
    List<Entry> entries = ground.journal().entries(task.id());
    say("");
    Optional<Outcome> outcome = Outcome.of(task, entries);
    if (outcome.isPresent()) {
      if (task.logs().report().isPresent()) {
        say(outcome.get().title());
        outcome.get().lines().forEach(this::say);
        return 0;
      }
      boolean draft = task.delivery().pullRequest().orElseThrow().draft();
      say((draft ? "Done, as a draft: " : "Done: ") + title(task));
      task.delivery().finished().ifPresent(this::stat);
      outcome.get().lines().forEach(this::say);
      say("Branch: " + task.branch() + " in " + root);
      return 0;
    }
    Failure failure = Failure.of(task, entries, Names.IDS).orElseThrow();
    say(failure.title());
    failure.lines().forEach(this::say);
    return task.ending().orElseThrow().kind() == Ending.Kind.DONE ? 0 : Main.FAILED;
  }

  private static String title(Task task) {
    return task.delivery().pullRequest().orElseThrow().title();
  }

  private void stat(DeliveryEvent.Finished finished) {
    finished
        .changes()
        .forEach(
            change -> say(" " + change.path() + " | +" + change.added() + " -" + change.deleted()));
  }

  private Optional<Task> left(Request request) {
    return ground.journal().tasks().alive().stream()
        .filter(
            task ->
                task.request().channel().equals(request.channel())
                    && task.request().text().equals(request.text())
                    && task.request().base().equals(request.base()))
        .findFirst();
  }

  private Request request(String text, Optional<String> base) {
    return Request.of(
            ground.redactor().clean(text),
            OwnRepo.name(root),
            settings.agent().maxMicros(),
            user,
            root.toString())
        .base(base)
        .guessed(Guess.of(text, List.of()))
        .make();
  }

  private synchronized void begin(String id) throws InterruptedException {
    if (closed) {
      return;
    }
    WorkerSettings usual = Slices.worker(settings);
    hands =
        new Hands(
            ground,
            Workspace.at(settings.data(), ground.redactor()),
            sandboxes,
            repo -> new BranchOnly(root),
            new WorkerSettings(usual.name(), 1, LEASE, Optional.of(id)));
    hands.start();
  }

  private void say(String text) {
    out.println(Plain.text(ground.redactor().clean(text)));
    out.flush();
  }

  /** Hands the task back; closing twice is harmless. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (hands == null) {
      sandboxes.close();
    } else {
      hands.close();
    }
    ground.close();
  }
}
