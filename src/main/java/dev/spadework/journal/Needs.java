package dev.spadework.journal;

import dev.spadework.task.Task;
import java.time.Instant;

/**
 * What a row of the queue says of a task. A row that says so already is not written again.
 *
 * @param readyAt when a task that is to be tried again later may be taken up; else the epoch, so
 *     that a clock that is set back keeps nobody waiting
 * @param reserve in millionths of a US dollar
 */
record Needs(
    Instant readyAt,
    String person,
    String repo,
    boolean begun,
    long reserve,
    boolean inFlight,
    Instant beyondUntil) {

  static Needs of(Task task, Instant beyondUntil) {
    return new Needs(
        task.readyAt().isAfter(task.at()) ? task.readyAt() : Instant.EPOCH,
        task.request().by(),
        task.request().repo(),
        task.claimed(),
        task.spend().remaining(task.budgetMicros()),
        task.spend().inFlight(),
        beyondUntil);
  }

  /** The same once a worker took it out of the queue. */
  Needs taken() {
    return new Needs(readyAt, person, repo, true, reserve, inFlight, beyondUntil);
  }
}
