package dev.spadework.workspace;

import java.util.List;

/**
 * A commit of the past. Both parts are what others wrote: untrusted.
 *
 * @param paths of the files that it made, changed or took away
 */
public record PastCommit(String message, List<String> paths) {}
