package dev.spadework.workspace;

/**
 * The commit a task starts from.
 *
 * @param branch short name, such as {@code main}
 * @param commit 40 hex digits
 * @param tree the commit's tree, 40 hex digits
 */
public record Base(String branch, String commit, String tree) {}
