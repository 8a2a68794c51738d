package dev.spadework.task;

/**
 * A tool call that the model asked for.
 *
 * @param id unique within the task
 * @param arguments JSON object as text; untrusted
 */
public record Call(String id, String tool, String arguments) {}
