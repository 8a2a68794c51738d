package dev.spadework.worker;

import dev.spadework.journal.Journal;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what dead tasks and dead workers left behind: sandboxes of tasks at rest, trees of
 * ended ones, and both of tasks that a worker of another machine has now.
 */
public final class Reaper implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Reaper.class);

  /** A task that came to rest just now may be under way again before the round is over. */
  private static final Duration LINGER = Duration.ofMinutes(1);

  private final Clock clock;
  private final Journal journal;
  private final Sandboxes sandboxes;
  private final Workspace workspace;
  private final Predicate<String> atHome;

  /** For workers of this process only. */
  Reaper(Clock clock, Journal journal, Sandboxes sandboxes, Workspace workspace) {
    this(clock, journal, sandboxes, workspace, worker -> true);
  }

  /**
   * For the workers over one data directory.
   *
   * @param name of one of them
   */
  public Reaper(
      Clock clock, Journal journal, Sandboxes sandboxes, Workspace workspace, WorkerName name) {
    this(clock, journal, sandboxes, workspace, name::isAtHome);
  }

  private Reaper(
      Clock clock,
      Journal journal,
      Sandboxes sandboxes,
      Workspace workspace,
      Predicate<String> atHome) {
    this.atHome = atHome;
    this.clock = clock;
    this.journal = journal;
    this.sandboxes = sandboxes;
    this.workspace = workspace;
  }

  /** Whether something is to be taken away when this worker takes a task. */
  boolean concerns(String worker) {
    return !atHome.test(worker);
  }

  /** Rounds do not overlap. */
  @Override
  public synchronized void run() {
    try {
      sandboxes.reap(this::needsSandbox);
      workspace.reap(this::needsTree);
    } catch (SandboxException | WorkspaceException | RuntimeException e) {
      // The next round tries again.
      log.atWarn().setCause(e).log("not_reaped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asked for each one that is there, so that a task that starts meanwhile is safe. */
  private boolean needsSandbox(String id) {
    Instant recently = clock.instant().minus(LINGER);
    return journal
            .task(id)
            .filter(task -> !task.rests() || task.at().isAfter(recently))
            .filter(task -> task.ending().isEmpty())
            .isPresent()
        && !elsewhere(id);
  }

  private boolean needsTree(String id) {
    return journal.task(id).filter(task -> task.ending().isEmpty()).isPresent() && !elsewhere(id);
  }

  /** One that nobody has is left: whoever takes it up may be of this machine. */
  private boolean elsewhere(String id) {
    return journal.queue().lookout().worker(id).filter(atHome.negate()).isPresent();
  }
}
