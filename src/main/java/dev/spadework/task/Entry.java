package dev.spadework.task;

import java.time.Instant;

/**
 * One row of a task's record.
 *
 * @param version position within the task, from 1, without gaps
 * @param at when it was written down
 */
public record Entry(String task, int version, Instant at, TaskEvent event) {
  /** Whether it shows that a worker is at it: people speak also while a crashed one is away. */
  boolean ofWorker() {
    return !(event instanceof TaskEvent.Claimed
        || event instanceof TaskEvent.Posted
        || event instanceof TaskEvent.Said
        || event instanceof TaskEvent.Decided
        || event instanceof TaskEvent.PlanChangeAsked
        || event instanceof Aside
        || event instanceof DeliveryEvent.PullRequestSeen
        || event instanceof TaskEvent.Cancelled);
  }
}
