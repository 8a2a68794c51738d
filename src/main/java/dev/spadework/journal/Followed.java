package dev.spadework.journal;

import dev.spadework.task.Entry;

/**
 * An entry as a follower meets it.
 *
 * @param seq position in the whole record; grows, with gaps
 */
public record Followed(long seq, Entry entry) {}
