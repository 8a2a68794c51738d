package dev.spadework.worker;

import dev.spadework.journal.Journal;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.Task;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what dead tasks left behind: containers of tasks at rest, trees of ended ones. */
public final class Reaper implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Reaper.class);

  /** A task that came to rest just now may be under way again before the round is over. */
  private static final Duration LINGER = Duration.ofMinutes(1);

  private final Clock clock;
  private final Journal journal;
  private final Sandboxes sandboxes;
  private final Workspace workspace;

  public Reaper(Clock clock, Journal journal, Sandboxes sandboxes, Workspace workspace) {
    this.clock = clock;
    this.journal = journal;
    this.sandboxes = sandboxes;
    this.workspace = workspace;
  }

  @Override
  public void run() {
    try {
      List<Task> alive = journal.tasks().alive();
      Instant recently = clock.instant().minus(LINGER);
      sandboxes.reap(
          alive.stream()
              .filter(task -> !task.rests() || task.at().isAfter(recently))
              .map(Task::id)
              .collect(Collectors.toSet()));
      workspace.reap(id -> journal.task(id).filter(task -> task.ending().isEmpty()).isPresent());
    } catch (SandboxException | WorkspaceException | RuntimeException e) {
      // The next round tries again.
      log.atWarn().setCause(e).log("not_reaped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
