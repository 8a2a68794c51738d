package dev.spadework.journal;

/**
 * A worker's hold on a task.
 *
 * @param holder unique to this claim, so that a worker that lost a task and one that took it up
 *     again are never mistaken for each other
 */
public record Claim(String task, String holder) {}
