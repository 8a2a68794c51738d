package dev.spadework;

import dev.spadework.journal.Followed;
import dev.spadework.journal.Follower;
import dev.spadework.journal.Journal;
import dev.spadework.memory.FailureNote;
import dev.spadework.memory.Memory;
import dev.spadework.report.Failure;
import dev.spadework.report.Names;
import dev.spadework.task.Ending;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the record and keeps {@code failure_log.md} up to date with the tasks that failed. */
final class FailurePage implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FailurePage.class);
  private static final int BATCH = 500;
  private static final int NEWEST = 500;
  private static final long LOOK_AGAIN_SECONDS = 5;

  private final Journal journal;
  private final Memory memory;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::follow, "failure-page");
  private volatile boolean stopping;

  FailurePage(Journal journal, Memory memory) {
    this.journal = journal;
    this.memory = memory;
    thread.setDaemon(true);
  }

  void start() {
    journal.onAppend(
        entry -> {
          if (entry.event() instanceof TaskEvent.GaveUp) {
            wake.release();
          }
        });
    thread.start();
  }

  @Override
  public void close() {
    stopping = true;
    wake.release();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(LOOK_AGAIN_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    Follower follower = journal.follower("failure-page");
    while (!stopping) {
      try {
        List<Followed> more = follower.next(BATCH);
        if (more.isEmpty()) {
          wake.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
          continue;
        }
        if (more.stream().anyMatch(f -> f.entry().event() instanceof TaskEvent.GaveUp)) {
          memory.writeFailures(notes());
        }
        follower.reached(more.get(more.size() - 1).seq());
      } catch (InterruptedException e) {
        return;
      } catch (UncheckedIOException e) {
        log.atWarn().addKeyValue("problem", e.getMessage()).log("failure_page_not_written");
        pause();
      } catch (RuntimeException e) {
        // The place is not remembered, so the next round tries again.
        log.atError().setCause(e).log("failure_page_stumbled");
        pause();
      }
    }
  }

  private void pause() {
    try {
      wake.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private List<FailureNote> notes() {
    return journal.tasks().recent(NEWEST).stream()
        .filter(task -> task.ending().filter(e -> e.kind() == Ending.Kind.FAILED).isPresent())
        .map(this::note)
        .toList();
  }

  private FailureNote note(Task task) {
    return new FailureNote(
        task.id(),
        task.request().repo(),
        task.at(),
        task.request().text(),
        stoppedAt(task),
        task.ending().orElseThrow().reason(),
        Failure.of(task, journal.entries(task.id()), Names.IDS).orElseThrow().lines(),
        task.testing().last().stream()
            .flatMap(run -> run.failures().stream())
            .map(TestRun.Failure::name)
            .toList());
  }

  private static String stoppedAt(Task task) {
    if (task.base().isEmpty()) {
      return "preparing";
    }
    List<Plan.Step> steps = task.plan().map(Plan::steps).orElse(List.of());
    int step = task.currentStep();
    if (task.plan().isEmpty()) {
      return "planning";
    }
    return step <= steps.size()
        ? "step " + step + " of " + steps.size() + ": " + steps.get(step - 1).title()
        : "after the last step";
  }
}
