package dev.spadework.worker;

import dev.spadework.agent.Agent;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Quotas;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.store.Store;
import dev.spadework.task.Entry;
import dev.spadework.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One process of the house: its database connection and its workers, until it stops or dies. */
final class Living {
  final Journal journal;
  final Mortal sandboxes;
  private final Store store;
  private final Workers workers;
  private final CountDownLatch dead = new CountDownLatch(1);

  /** Thrown through everything where the process dies. */
  static final class Dead extends Error {
    private static final long serialVersionUID = 1L;

    Dead() {
      super("the process died", null, false, false);
    }
  }

  Living(
      Path dir,
      Clock clock,
      Redactor redactor,
      Sandboxes real,
      Consumer<String> commands,
      BiFunction<Sandboxes, Workspace, Agent> agent,
      WorkerSettings settings,
      Quotas quotas,
      Consumer<Entry> listener) {
    this(
        Store.open("jdbc:sqlite:" + dir.resolve("spadework.db")),
        dir,
        clock,
        redactor,
        real,
        commands,
        agent,
        settings,
        quotas,
        listener);
  }

  /** Over another database. */
  Living(
      Store store,
      Path dir,
      Clock clock,
      Redactor redactor,
      Sandboxes real,
      Consumer<String> commands,
      BiFunction<Sandboxes, Workspace, Agent> agent,
      WorkerSettings settings,
      Quotas quotas,
      Consumer<Entry> listener) {
    this.store = store;
    journal = new Journal(store, clock, redactor, quotas);
    journal.onAppend(listener);
    sandboxes = new Mortal(real, () -> dead.getCount() == 0, commands);
    Workspace workspace = Workspace.at(dir.resolve("data"), redactor);
    Reaper reaper = new Reaper(clock, journal, sandboxes, workspace);
    workers = new Workers(journal, agent.apply(sandboxes, workspace), reaper, clock, settings);
  }

  void start() {
    workers.start();
  }

  /** As {@code kill -9}: from here on nothing is written and nothing is tidied up. */
  void die() {
    dead.countDown();
    store.close();
  }

  /** Dies on the thread that does the work, which does nothing more. */
  Dead dying() {
    die();
    return new Dead();
  }

  boolean awaitDeath() throws InterruptedException {
    return dead.await(60, TimeUnit.SECONDS);
  }

  /** Stops; what is under way is handed back. */
  void stop() {
    workers.close();
    store.close();
  }
}
