package dev.spadework.worker;

import dev.spadework.agent.Agent;
import dev.spadework.agent.Trouble;
import dev.spadework.journal.Claim;
import dev.spadework.journal.ClaimLost;
import dev.spadework.journal.Journal;
import dev.spadework.store.StoreException;
import dev.spadework.task.Ending;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Works on one claimed task until it rests, and turns whatever goes wrong into an event. This is
 * the one place where errors are mapped by blame.
 */
final class Shift {
  private static final Logger log = LoggerFactory.getLogger(Shift.class);

  private final Journal journal;
  private final Agent agent;
  private final Clock clock;

  Shift(Journal journal, Agent agent, Clock clock) {
    this.journal = journal;
    this.agent = agent;
    this.clock = clock;
  }

  /** Steps the task until it rests, is lost, or {@code stopping} says so between two steps. */
  void work(Claim claim, BooleanSupplier stopping) {
    MDC.put("task", claim.task());
    Held held = new Held(journal, claim, clock);
    try {
      boolean goesOn = true;
      while (goesOn && !stopping.getAsBoolean()) {
        goesOn = agent.step(held);
      }
    } catch (ClaimLost e) {
      log.atInfo().addKeyValue("task", claim.task()).log("claim_lost");
    } catch (InterruptedException e) {
      log.atInfo().addKeyValue("task", claim.task()).log("step_interrupted");
    } catch (Trouble e) {
      written(claim, () -> trouble(held, e));
    } catch (StoreException e) {
      unwritten(claim, held, e);
    } catch (RuntimeException e) {
      log.atError().addKeyValue("task", claim.task()).setCause(e).log("step_failed");
      written(claim, () -> ours(held, e));
    } finally {
      MDC.remove("task");
    }
  }

  /**
   * A database that is away is the world's fault, and nothing can be written about it: the task
   * goes on from its last entry once somebody can claim it again.
   */
  private void unwritten(Claim claim, Held held, StoreException e) {
    log.atError().addKeyValue("task", claim.task()).setCause(e).log("database_away");
    if (e.fate() == StoreException.Fate.REFUSED) {
      written(claim, () -> ours(held, e));
    }
  }

  /** Hands the task back: to the queue if it goes on, and nothing of it stays on this machine. */
  void leave(Claim claim) {
    agent.leave(claim.task());
    journal.release(claim);
  }

  private void trouble(Held held, Trouble trouble) {
    Task task = held.look();
    int attempt = task.stall().map(TaskEvent.Stalled::attempt).orElse(0) + 1;
    Optional<Duration> wait =
        trouble.temporary()
            ? Retries.after(attempt, trouble.retryAfter(), ThreadLocalRandom.current().nextDouble())
            : Optional.empty();
    if (wait.isPresent()) {
      held.write(
          new TaskEvent.Stalled(trouble.getMessage(), attempt, clock.instant().plus(wait.get())));
      return;
    }
    String tried = attempt > 1 ? " (tried " + attempt + " times)" : "";
    held.write(new TaskEvent.GaveUp(trouble.blame(), trouble.getMessage() + tried, trouble.next()));
  }

  private static void ours(Held held, RuntimeException e) {
    held.write(
        new TaskEvent.GaveUp(
            Ending.Blame.US,
            "Something in Spadework broke: " + e.getClass().getSimpleName() + ".",
            "look into the log under this task's id; asking again may work."));
  }

  /** Writing down a failure must not fail because somebody was faster. */
  private static void written(Claim claim, Runnable write) {
    try {
      write.run();
    } catch (ClaimLost e) {
      log.atInfo().addKeyValue("task", claim.task()).log("claim_lost");
    }
  }
}
