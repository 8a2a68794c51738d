package dev.spadework.workspace;

import java.util.List;

/**
 * A walk from a commit to those that it came from, newest first, merges left out.
 *
 * @param from 40 hex digits; empty where there is no commit
 * @param commits 40 hex digits each
 */
public record History(String from, List<String> commits) {}
