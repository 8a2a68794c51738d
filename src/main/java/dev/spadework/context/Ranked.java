package dev.spadework.context;

/**
 * A file and how well it fits a task.
 *
 * @param path relative to the tree, with {@code /}
 * @param score higher is better; comparable within one ranking only
 */
public record Ranked(String path, double score) {}
