package dev.spadework.task;

import java.time.Instant;

/**
 * One row of a task's record.
 *
 * @param version position within the task, from 1, without gaps
 * @param at when it was written down
 */
public record Entry(String task, int version, Instant at, TaskEvent event) {}
